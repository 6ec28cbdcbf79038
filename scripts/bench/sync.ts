import { fork } from 'node:child_process';
import path from 'node:path';
import type { Measured } from './sync/measure.ts';
import { median, report, row } from './report.ts';

const folder = path.join(import.meta.dirname, 'sync');
const runs = 5;

/** Starts a process of this folder and waits for the first thing it says. */
function started<T>(file: string, ...args: string[]): Promise<{ said: T; stop: () => void }> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(folder, file), args);
    child.once('message', (said) => {
      resolve({
        said: said as T,
        stop: () => {
          child.kill();
        },
      });
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${file} ended with code ${String(code)}`));
    });
  });
}

const server = await started<{ port: number; bytes: number }>('server.ts', '10000');
const base = `http://127.0.0.1:${String(server.said.port)}`;
const measured: Measured[] = [];
const untagged: Measured[] = [];
const turns: Measured[] = [];
for (let run = 0; run < runs; run += 1) {
  for (const [args, found] of [
    [[base], measured],
    [[`${base}/untagged`], untagged],
    [[base, 'turns'], turns],
  ] as const) {
    const { said, stop } = await started<Measured>('measure.ts', ...args);
    stop();
    found.push(said);
  }
}
server.stop();

const of = (all: readonly Measured[], name: keyof Measured) => median(all.map((one) => one[name]));
const rows = [
  row('10,000 entries, first read to tray, CPU', of(measured, 'firstCpuMs'), 'ms', 300),
  row('… for comparison, JSON.parse of the reply alone', of(measured, 'parseCpuMs'), 'ms', null),
  row(
    '10,000 entries, a window open, longest turn of the main thread',
    of(turns, 'firstTurnMs'),
    'ms',
    50,
  ),
  // On a busy machine this one also waits for whatever else runs.
  row('… by the clock on the wall', of(turns, 'firstBlockedMs'), 'ms', 50),
  row('the same entries in other bytes, CPU', of(measured, 'againCpuMs'), 'ms', 300),
  row('… longest turn of the main thread', of(turns, 'againTurnMs'), 'ms', 50),
  row('unchanged poll, CPU', of(measured, 'unchangedCpuMs'), 'ms', 2),
  row('… for comparison, the same answer fetched bare', of(measured, 'bareCpuMs'), 'ms', null),
  row('unchanged polls, pushes', Math.max(...measured.map(({ pushes }) => pushes)), '', 0),
  row('unchanged poll without an entity tag, CPU', of(untagged, 'unchangedCpuMs'), 'ms', null),
  row(
    'unchanged polls without an entity tag, pushes',
    Math.max(...untagged.map(({ pushes }) => pushes)),
    '',
    0,
  ),
];
report('sync', rows, process.argv.slice(2));
