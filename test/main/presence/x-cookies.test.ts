import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hasSelectionOwner } from '../../../main/adapters/x-selection.ts';

const secret = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const families = { internet: 0, local: 256, any: 0xffff } as const;

let folder = '';
let started: ChildProcess[] = [];
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-x-'));
  const XAUTHORITY = path.join(folder, 'authority');
  writeFileSync(XAUTHORITY, entry('any', '', '', secret));
  const display = spawn('Xvfb', ['-displayfd', '3', '-auth', XAUTHORITY, '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started = [display];
  const number = await new Promise<string>((resolve) => {
    display.stdio[3]?.once('data', (chunk: Buffer) => {
      resolve(chunk.toString('utf8').trim());
    });
  });
  env = { DISPLAY: `:${number}`, XAUTHORITY };
  started.push(spawn('trayer', [], { env: { ...process.env, ...env }, stdio: 'ignore' }));
});
afterEach(async () => {
  for (const child of started.reverse()) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

test('of several cookies for displays of one number this machine’s own is shown', async () => {
  const number = env['DISPLAY']?.slice(1) ?? '';
  const tray = () => hasSelectionOwner((screen) => `_NET_SYSTEM_TRAY_S${screen}`, env);
  await vi.waitFor(async () => expect(await tray()).toBe(true), 10_000);
  const strangers = [
    entry('local', `not-${hostname()}`, number, Buffer.alloc(16)),
    entry('internet', '\x7f\0\0\x01', number, Buffer.alloc(16)),
  ];
  const file = env['XAUTHORITY'] ?? '';
  writeFileSync(file, Buffer.concat([...strangers, entry('local', hostname(), number, secret)]));
  expect(await tray()).toBe(true);
  writeFileSync(file, Buffer.concat(strangers));
  expect(await tray()).toBe(false);
});

/** One entry as `xauth` writes it. */
function entry(
  family: keyof typeof families,
  address: string,
  number: string,
  cookie: Buffer,
): Buffer {
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const head = Buffer.alloc(2);
  head.writeUInt16BE(families[family]);
  const texts = [address, number, 'MIT-MAGIC-COOKIE-1'];
  const fields = [...texts.map((text) => Buffer.from(text, 'latin1')), cookie];
  return Buffer.concat([head, ...fields.map(field)]);
}
