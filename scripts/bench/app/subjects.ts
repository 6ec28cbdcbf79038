import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { connectedSettings, storeToken, writeSettings } from '../../../test/support/connected.ts';
import { startTestService } from '../../../test/support/service.ts';
import type { PrivateDesktop } from '../../desktop/private-desktop.ts';
import { electronArgs, electronPath } from '../../electron.ts';

/** An app to measure: ours on a profile that was opened before, or the bare one. */
export interface Subject {
  readonly name: 'watchbill' | 'bare';
  /** What its tray says once it shows what it should. */
  readonly tooltip: RegExp;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Subjects {
  readonly ours: Subject;
  readonly bare: Subject;
  start(subject: Subject, extra?: Readonly<Record<string, string>>): ChildProcess;
  dispose(): Promise<void>;
}

const bareFolder = path.join(path.dirname(import.meta.dirname), 'bare-app');

/**
 * Watchbill connected to a PingHome beside it, read once so that start-up shows the cached status,
 * then every 10 minutes; its local service is not part of it.
 */
export async function prepareSubjects(desktop: PrivateDesktop, folder: string): Promise<Subjects> {
  const profile = path.join(folder, 'profile');
  mkdirSync(profile);
  const pingHome = await startTestService({ sampleAt: Date.now() });
  writeSettings(profile, connectedSettings(pingHome));
  await storeToken(desktop, pingHome.token);
  const ours: Subject = {
    name: 'watchbill',
    tooltip: /· Platform until .*; .* · Payments until [^·]*$/,
    args: electronArgs([]),
    env: { WATCHBILL_PROFILE: profile, WATCHBILL_POLL_MS: '600000' },
  };
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const bare: Subject = {
    name: 'bare',
    tooltip: /^Bare$/,
    args: [...asRoot, bareFolder],
    env: { BARE_PROFILE: path.join(folder, 'bare') },
  };
  const start: Subjects['start'] = (subject, extra = {}) =>
    spawn(electronPath(), subject.args, {
      stdio: 'ignore',
      env: { ...process.env, ...desktop.env, ...subject.env, ...extra },
    });
  const code = await ended(start(ours, { WATCHBILL_READ_ONCE: '1' }));
  if (code !== 0) throw new Error(`The first read ended with code ${code}.`);
  return { ours, bare, start, dispose: pingHome.close };
}

/** The exit code of a process, once it has ended. */
export function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? -1);
    });
  });
}

/** Asks an app to quit and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  child.kill('SIGTERM');
  await gone;
}

export function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The app did not start.');
  return child.pid;
}
