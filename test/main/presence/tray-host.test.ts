import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPrivateDesktop } from '../../../scripts/desktop/private-desktop.ts';
import { hasTrayHost } from '../../../main/adapters/tray-host.ts';
import { hasSelectionOwner } from '../../../main/adapters/x-selection.ts';

let folder = '';
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-x-'));
});
afterEach(async () => {
  for (const child of started.splice(0).reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

const tray = (screen: string) => `_NET_SYSTEM_TRAY_S${screen}`;
const nobodyOnTheBus = () => Promise.resolve('   boolean false\n');

function panelOn(env: Readonly<Record<string, string>>): ChildProcess {
  const panel = spawn('trayer', [], { env: { ...process.env, ...env }, stdio: 'ignore' });
  started.push(panel);
  return panel;
}

test('a panel of the old kind is a place for the icon, from its start to its end', async () => {
  const desktop = await startPrivateDesktop({ keyring: false, screen: '640x480x24' });
  try {
    const has = () => hasTrayHost(nobodyOnTheBus, desktop.env, 'linux');
    expect(await has()).toBe(false);
    const panel = panelOn(desktop.env);
    await vi.waitFor(async () => expect(await has()).toBe(true), 10_000);
    panel.kill();
    await vi.waitFor(async () => expect(await has()).toBe(false), 10_000);
  } finally {
    await desktop.dispose();
  }
});

test('a display that lets in only who has its cookie is asked with the one of the person’s file', async () => {
  const secret = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const authority = path.join(folder, 'authority');
  writeFileSync(authority, authorityFile('', secret));
  const display = spawn('Xvfb', ['-displayfd', '3', '-auth', authority, '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(display);
  const number = await new Promise<string>((resolve) => {
    (display.stdio[3] as NodeJS.ReadableStream).once('data', (chunk: Buffer) => {
      resolve(chunk.toString('utf8').trim());
    });
  });
  const env = { DISPLAY: `:${number}`, XAUTHORITY: authority };
  panelOn(env);
  await vi.waitFor(async () => expect(await hasSelectionOwner(tray, env)).toBe(true), 10_000);

  const wrong = path.join(folder, 'wrong');
  writeFileSync(wrong, authorityFile(number, Buffer.alloc(16)));
  expect(await hasSelectionOwner(tray, { ...env, XAUTHORITY: wrong })).toBe(false);
  // The first entry is another display's; the file is read past it.
  writeFileSync(
    wrong,
    Buffer.concat([authorityFile('4711', Buffer.alloc(16)), authorityFile(number, secret)]),
  );
  expect(await hasSelectionOwner(tray, { ...env, XAUTHORITY: wrong })).toBe(true);
  expect(await hasSelectionOwner(tray, { DISPLAY: env.DISPLAY, HOME: folder })).toBe(false);
});

test.each([
  ['none', undefined],
  ['one that is not there', ':64123'],
  ['one on another machine', 'far.example:0'],
  ['nonsense', 'display'],
])('without a display to ask there is no such panel: %s', async (_, DISPLAY) => {
  expect(await hasSelectionOwner(tray, { DISPLAY })).toBe(false);
});

test.each([
  ['a watcher on the bus', 'linux', '   boolean true\n', true],
  ['a bus that cannot be asked', 'linux', null, true],
  ['nobody on the bus and no display', 'linux', '   boolean false\n', false],
  ['Windows', 'win32', '   boolean false\n', true],
] as const)('%s: there is a place for the icon, or not', async (_, platform, answer, has) => {
  expect(await hasTrayHost(() => Promise.resolve(answer), {}, platform)).toBe(has);
});

/** One entry as `xauth` writes it: any family, no address. */
function authorityFile(display: string, secret: Buffer): Buffer {
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const texts = ['', display, 'MIT-MAGIC-COOKIE-1'].map((text) => field(Buffer.from(text)));
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...texts, field(secret)]);
}
