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
  look(): void;
  dispose(): void;
}

export function createPresence(ports: PresencePorts): Presence {
  const { store, clock } = ports;
  let view = trayView(store.read(), clock.now());
  // Several changes in one turn of the loop are drawn once.
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

  const unsubscribe = store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      timer.look();
    });
  });

  return {
    view: () => view,
    look: () => {
      timer.look();
    },
    dispose() {
      unsubscribe();
      timer.dispose();
    },
  };
}
