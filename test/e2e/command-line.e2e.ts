import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { iconBadges, iconBodies } from '../../core/tray/status.ts';
import { electronArgs, electronPath } from '../../scripts/electron.ts';
import { sampleIds } from '../../service/sample.ts';
import { expect, test as base } from '../support/app.ts';
import { bareMachine, startBeside, type Ended } from '../support/beside.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving, text } from '../support/misbehaving/server.ts';
import { dutyRow } from '../support/rows.ts';

/** What the runtime says of a machine without a system bus. */
const ofTheRuntime = /:(ERROR|WARNING):\w+\.cc/;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const { organisation, platform, payments, ana, mira, sofia } = sampleIds;

/** A profile the app was open on once: I am Ana, on call in Platform for five days and then again. */
const test = base.extend<{ readonly known: string }>({
  known: async ({ startApp, desktop, profile }, use) => {
    const pingHome = await startMisbehaving();
    const now = Date.now();
    const rows = [
      dutyRow(platform, ana, now - hourMs, now + 5 * dayMs),
      dutyRow(platform, mira, now + 5 * dayMs, now + 9 * dayMs),
      dutyRow(platform, ana, now + 10 * dayMs, now + 20 * dayMs),
      dutyRow(payments, sofia, now - hourMs, now + hourMs),
    ];
    pingHome.always('readSchedule', text(JSON.stringify(rows)));
    const contracts = { [platform]: { kind: 'always', people: 1 } } as const;
    const account = { base: pingHome.base, customer: organisation };
    writeSettings(profile, connectedSettings(account, { me: ana, contracts }));
    await storeToken(desktop, pingHome.token);
    const app = await startApp();
    await expect.poll(app.menu).toContain('Up to date');
    await app.close();
    await pingHome.close();
    await use(profile);
  },
});

test('each question ends with the code of the table, without a display, network or bus', async ({
  known,
}) => {
  const table: readonly [line: string, code: number, said: RegExp][] = [
    ['--version', 0, /^watchbill \d+\.\d+\.\d+\n$/],
    ['--help', 0, /^Watchbill shows who is on call\.\n/],
    ['--who', 0, /^You are on call · Platform\n {2}until .*\n {2}next: Mira Kaur, /],
    ['--who --json', 0, /^\{"text":"You until .*\}\n$/],
    ['--next me', 0, /^on call now, until .* · Platform\n.* – .* · Platform\n$/],
    ['--check', 0, /^Platform: no gap/],
    ['--check --days 8', 0, /^Platform: no gap/],
    ['--check --days 14', 1, /^Platform: gap .* – .*\nPayments: no contract\n$/],
    ['--check --team platform --days 14', 1, /^Platform: gap .* – .*\n$/],
    ['--check --team Payments --days 14', 0, /^Payments: no contract\n$/],
    ['--check --team Nobody', 2, /^watchbill: there is no team “Nobody”/],
    ['--check --days never', 2, /^watchbill: .*--days/],
    ['--next you', 2, /^watchbill: .*--next/],
    ['--who --loud', 2, /^watchbill: .*--loud/],
  ];
  for (const [line, code, said] of table)
    await test.step(line, async () => {
      const ended = await startBeside(line.split(' '), { WATCHBILL_PROFILE: known });
      expect(ended.code).toBe(code);
      // What went wrong is for a person, what was asked for is for a program: never both in one.
      const told = ended.stderr.split('\n').filter((it) => !ofTheRuntime.test(it));
      expect(code === 2 ? told.join('\n') : ended.stdout).toMatch(said);
      expect(code === 2 ? ended.stdout : told.join('\n')).toBe('');
    });

  const folder = path.join(known, 'last-known-good');
  const files = readdirSync(folder);
  expect(files).not.toEqual([]);
  for (const file of files) writeFileSync(path.join(folder, file), '{"damaged');
  const damaged = await startBeside(['--who'], { WATCHBILL_PROFILE: known });
  expect(damaged).toMatchObject({ code: 2, stdout: '' });
  expect(damaged.stderr).toContain('The saved schedule can’t be read: open Watchbill once');
});

test('the examples for status bars and scripts do what they say with what is really printed', async ({
  known,
}) => {
  const shell = shellIn(known);
  const waybar = JSON.parse(`{${example('Waybar')}}`) as Record<string, { readonly exec: string }>;
  const bar = await shell(waybar['custom/watchbill']?.exec ?? '');
  const shown = JSON.parse(bar.stdout) as Record<'text' | 'tooltip', string> & { class: string[] };
  expect(bar.stdout.trimEnd()).not.toContain('\n');
  expect(shown.text).toMatch(/^You until /);
  expect(shown.tooltip).toContain('Sofia Almeida · Payments');
  expect([...iconBodies, ...iconBadges]).toEqual(expect.arrayContaining(shown.class));

  const [, tmux = ''] = /#\((.*)\)/.exec(example('tmux')) ?? [];
  expect((await shell(tmux)).stdout).toBe('You are on call · Platform\n');

  const swift = await shell(example('SwiftBar'));
  expect(swift.stdout.trimEnd().split('\n')).toEqual([
    shown.text,
    '---',
    'Platform: Ana Pires',
    'Payments: Sofia Almeida',
  ]);

  const nightly = example('A nightly check');
  await shell(nightly);
  expect(shell.mail()).toMatch(/^-s On-call gaps lead@example\.com\n/);
  expect(shell.mail()).toMatch(/^Platform: gap .* – .*$/m);
  await shell(nightly.replace('--days 14', '--days 8'));
  expect(shell.mail()).toBe('');
  await shell(nightly.replace('--days 14', '--team Nobody'));
  expect(shell.mail()).toContain('there is no team “Nobody”');
});

/** The first block of code under a heading of the document. */
function example(heading: string): string {
  const document = readFileSync('docs/command-line.md', 'utf8');
  const [, section = ''] = document.split(`## ${heading}\n`);
  const [, block = ''] = /```\w+\n(.*?)```/s.exec(section) ?? [];
  expect(block, heading).not.toBe('');
  return block;
}

/** A shell of a machine without a display, where Watchbill is installed and mail is kept. */
function shellIn(profile: string) {
  const programs = path.join(profile, 'programs');
  const post = path.join(programs, 'post');
  mkdirSync(programs);
  const program = (name: string, script: string) => {
    writeFileSync(path.join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(programs, name), 0o755);
  };
  const words = [electronPath(), ...electronArgs([])].map((word) => `'${word}'`);
  program('watchbill', `exec ${words.join(' ')} "$@"`);
  program('mail', `{ echo "$*"; cat; } >'${post}'`);
  const env = { ...bareMachine(), WATCHBILL_PROFILE: profile };
  const searched = [programs, process.env['PATH'] ?? ''].join(path.delimiter);
  const run = (script: string): Promise<Ended> => {
    writeFileSync(post, '');
    return new Promise((resolve) => {
      const child = execFile(
        'sh',
        ['-c', script],
        { env: { ...env, PATH: searched }, timeout: 30_000 },
        (_, stdout, stderr) => {
          resolve({ code: child.exitCode, stdout, stderr });
        },
      );
    });
  };
  return Object.assign(run, { mail: () => readFileSync(post, 'utf8') });
}
