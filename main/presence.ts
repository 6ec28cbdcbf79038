import { setImmediate } from 'node:timers';
import type { Instant } from '../core/time/instant.ts';
import { trayView, type TrayView } from '../core/tray/view.ts';
import { startBoundaryTimer, type BoundaryTimer, type Jump } from './boundary.ts';
import type { Clock } from './clock.ts';
import type { Store } from './store.ts';

export interface PresencePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly viewer: () => { readonly zone: string; readonly locale: string };
  readonly draw: (view: TrayView) => void;
  /** Plans and shows what is due; returns the next instant at which something may be. */
  readonly notices: (now: Instant) => Instant | null;
  readonly online: () => boolean;
  readonly jumped: (cause: Jump) => void;
}

/** Keeps the tray and the notices true while time passes and the snapshot changes. */
export interface Presence {
  view(): TrayView;
  /** Draws and plans at once. */
  look(): void;
  /** The same in the next turn, once for however many ask. */
  lookSoon(): void;
  dispose(): void;
}

export function createPresence(ports: PresencePorts): Presence {
  const { store, clock } = ports;
  let view = trayView(store.read(), clock.now());
  // Several changes in one turn of the loop are drawn once, in a turn after the one that sends
  // them to windows: both together could take longer than a person should feel.
  let waiting = false;
  const timer: BoundaryTimer = startBoundaryTimer({
    clock,
    zone: () => ports.viewer().zone,
    online: ports.online,
    reached,
    jumped(cause) {
      store.setViewer(ports.viewer());
      ports.jumped(cause);
    },
  });

  function reached(): Instant {
    const now = clock.now();
    view = trayView(store.read(), now);
    ports.draw(view);
    const notice = ports.notices(now);
    return notice === null ? view.nextBoundary : Math.min(view.nextBoundary, notice);
  }

  function lookSoon(): void {
    if (waiting) return;
    waiting = true;
    setImmediate(() => {
      waiting = false;
      timer.look();
    });
  }

  const unsubscribe = store.subscribe(lookSoon);

  return {
    view: () => view,
    look: () => {
      timer.look();
    },
    lookSoon,
    dispose() {
      unsubscribe();
      timer.dispose();
    },
  };
}
