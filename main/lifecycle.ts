import { app, net, powerMonitor } from 'electron';
import type { ViewRequest } from '../core/contract/ipc.ts';
import { viewOfLink } from './deep-link.ts';

/** What the lifecycle asks of the app. */
export interface LifecyclePorts {
  readonly open: (request: ViewRequest) => void;
  /** Finishes what must not be cut off; the app quits afterwards. */
  readonly finish: () => Promise<Finished>;
}

/** How an app that is about to quit ended its work. */
export interface Finished {
  /** Something that cannot be called off would keep the process from ending. */
  readonly isHeldUp: () => boolean;
}

const openSchedule: ViewRequest = { screen: 'schedule', workspaceId: null, teamId: null, at: null };

/** False when another Watchbill runs already: it has been asked to open its window instead. */
export function isOnlyInstance(): boolean {
  return app.requestSingleInstanceLock();
}

/** Wires quitting, second starts and deep links. */
export function followLifecycle(ports: LifecyclePorts): void {
  app.on('second-instance', (_event, argv) => {
    ports.open(linkIn(argv) ?? openSchedule);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    ports.open(viewOfLink(url) ?? openSchedule);
  });
  // A tray app stays when its windows close.
  app.on('window-all-closed', () => undefined);
  app.on('activate', () => {
    ports.open(openSchedule);
  });
  finishBeforeQuit(ports);
}

/** Tells when the machine woke or was unlocked: what is known may be old. */
export function followWaking(woke: () => void): void {
  powerMonitor.on('resume', woke);
  powerMonitor.on('unlock-screen', woke);
  if (process.platform !== 'win32') {
    // A process that was stopped would else sleep on for as long as its timer had been set to.
    process.on('SIGCONT', woke);
  }
}

/** Windows learns from the app itself who opens our links; elsewhere its package tells. */
export function claimLinks(): void {
  if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient('watchbill');
}

/** The deep link among the arguments of a start, if there is one. */
export function linkIn(argv: readonly string[]): ViewRequest | null {
  const link = argv.find((argument) => argument.startsWith('watchbill://'));
  return link === undefined ? null : viewOfLink(link);
}

/** Whether the machine believes it has a network at all; no event tells when that changes. */
export function isOnline(): boolean {
  return net.isOnline();
}

/**
 * What was called off, such as a read that had just begun, ends a little later. A process that
 * leaves before it has, spins for ever while its runtime is taken down: seen in 1 of 30 quits
 * within a quarter of a second of the start, in none of 150 with this pause.
 */
const lettingGoMs = 100;

function finishBeforeQuit({ finish }: LifecyclePorts): void {
  let isHeldUp = () => false;
  app.on('quit', () => {
    // All is saved and closed. Leaving in order would wait for every thread, one of a keychain too.
    if (isHeldUp()) process.kill(process.pid, 'SIGKILL');
  });
  let begun = false;
  let finished = false;
  app.on('before-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    if (begun) return;
    begun = true;
    void finish()
      .then((end) => {
        isHeldUp = end.isHeldUp;
      })
      .finally(() => {
        finished = true;
        setTimeout(() => {
          app.quit();
        }, lettingGoMs);
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}
