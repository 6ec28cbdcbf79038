import { app, net, powerMonitor } from 'electron';
import type { ViewRequest } from '../core/contract/ipc.ts';
import { viewOfLink } from './deep-link.ts';

/** What the lifecycle asks of the app. */
export interface LifecyclePorts {
  readonly open: (request: ViewRequest) => void;
  /** The machine woke, was unlocked or came back online: what is known may be old. */
  readonly woke: (cause: 'resume' | 'unlock' | 'online') => void;
  /** Finishes what must not be cut off; the app quits afterwards. */
  readonly finish: () => Promise<void>;
  /** Something that cannot be called off would keep the process from ending. */
  readonly isHeldUp: () => boolean;
}

const openSchedule: ViewRequest = { screen: 'schedule', workspaceId: null, teamId: null, at: null };

/** False when another Watchbill runs already: it has been asked to open its window instead. */
export function isOnlyInstance(): boolean {
  return app.requestSingleInstanceLock();
}

/** Wires quitting, second starts, deep links and waking up. */
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
  powerMonitor.on('resume', () => {
    ports.woke('resume');
  });
  powerMonitor.on('unlock-screen', () => {
    ports.woke('unlock');
  });
  if (process.platform !== 'win32') {
    // A process that was stopped would else sleep on for as long as its timer had been set to.
    process.on('SIGCONT', () => {
      ports.woke('resume');
    });
  }
}

/** The deep link among the arguments of a start, if there is one. */
export function linkIn(argv: readonly string[]): ViewRequest | null {
  const link = argv.find((argument) => argument.startsWith('watchbill://'));
  return link === undefined ? null : viewOfLink(link);
}

/** Whether the machine believes it has a network at all. */
export function isOnline(): boolean {
  return net.isOnline();
}

function finishBeforeQuit({ finish, isHeldUp }: LifecyclePorts): void {
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
    void finish().finally(() => {
      finished = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}
