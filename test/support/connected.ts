import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import { defaultSettings, type Settings, type WorkspaceSettings } from '../../main/settings.ts';
import type { Account } from './account.ts';

const run = promisify(execFile);

/** The workspace of `connectedSettings`. */
export const acme = 'acme';

/** Settings of someone who connected one account, and watches nothing else. */
export function connectedSettings(
  account: Pick<Account, 'base' | 'customer'>,
  changes: Partial<WorkspaceSettings> = {},
): Settings {
  const defaults = defaultSettings();
  const [sample] = defaults.workspaces;
  if (sample === undefined) throw new Error('The defaults name no workspace.');
  const { base, customer } = account;
  const connected: WorkspaceSettings = {
    ...sample,
    id: acme,
    name: 'Acme',
    kind: 'pinghome',
    addresses: { read: base, write: base, roster: base, signIn: '' },
    customerIds: [customer],
    tokenStored: true,
    ...changes,
  };
  return { ...defaults, workspaces: [connected] };
}

/** Leaves in a profile what an earlier run would have left there. */
export function writeSettings(profile: string, settings: Settings): void {
  writeFileSync(path.join(profile, 'settings.json'), JSON.stringify({ settings }));
}

/** Puts a workspace's token into the keychain, as an earlier run would have. */
export async function storeToken(
  desktop: PrivateDesktop,
  token: string,
  workspaceId = acme,
): Promise<void> {
  // In a process of its own: the keychain is found by the bus in the environment.
  const script = `require('keytar').setPassword('Watchbill', '${workspaceId}', process.env.SECRET)`;
  const env = { ...process.env, ...desktop.env, SECRET: token };
  await run(process.execPath, ['-e', script], { env, cwd: import.meta.dirname, timeout: 10_000 });
}

/** Locks the keyring, as a screen that was locked long ago may have. */
export async function lockKeychain(desktop: PrivateDesktop): Promise<void> {
  await onBus(desktop, 'org.freedesktop.secrets', '/org/freedesktop/secrets', [
    'org.freedesktop.Secret.Service.Lock',
    "[objectpath '/org/freedesktop/secrets/collection/login']",
  ]);
}

/** The process that answers as the keychain, to be stopped and continued. */
export async function keychainProcess(desktop: PrivateDesktop): Promise<number> {
  const said = await onBus(desktop, 'org.freedesktop.DBus', '/', [
    'org.freedesktop.DBus.GetConnectionUnixProcessID',
    'org.freedesktop.secrets',
  ]);
  return Number(/uint32 (\d+)/.exec(said)?.[1]);
}

async function onBus(
  desktop: PrivateDesktop,
  name: string,
  object: string,
  [method, ...args]: readonly [string, ...string[]],
): Promise<string> {
  const { stdout } = await run(
    'gdbus',
    ['call', '--session', '-d', name, '-o', object, '-m', method, ...args],
    { env: { ...process.env, ...desktop.env } },
  );
  return stdout;
}
