import { hourMs, minuteMs, type Instant } from '../core/time/instant.ts';
import type { Notice } from '../core/tray/notices.ts';
import type { Clock } from './clock.ts';

/**
 * How long "do not disturb" holds a notice. A held one is told once the person can be disturbed
 * again, in words that are true then. It never outlives its use unseen: before that, or when the
 * state has lasted so long that it must be a habit, the desktop's own list gets it, without sound.
 */
export interface Patience {
  /** Whether "do not disturb", if it holds, may hold this notice. */
  canWait(notice: Notice, now: Instant): boolean;
  /** What the desktop said when it was asked. */
  note(held: boolean): void;
  /** Whether the notice need not wait for the next time the desktop is asked. */
  isOver(notice: Notice, now: Instant): boolean;
  /** When the desktop is to be asked again; infinite when nothing is held. */
  nextAt(now: Instant): Instant;
}

const askEveryMs = minuteMs;
/** Two askings before it is of no use: one may come late. */
const lastCallMs = 2 * askEveryMs;
const habitMs = 12 * hourMs;

export function createPatience(clock: Clock): Patience {
  let heldSince: number | null = null;
  let askAt = -Infinity;

  function canWait({ kind, usefulUntil }: Notice, now: Instant): boolean {
    if (kind === 'attention' || usefulUntil - now <= lastCallMs) return false;
    return heldSince === null || clock.monotonic() - heldSince < habitMs;
  }

  return {
    canWait,
    note(held) {
      const now = clock.monotonic();
      // Not asked for a while: it may have been over in between.
      const goesOn = held && heldSince !== null && now - askAt < lastCallMs;
      heldSince = !held ? null : goesOn ? heldSince : now;
      askAt = held ? now + askEveryMs : -Infinity;
    },
    isOver: (notice, now) => clock.monotonic() >= askAt || !canWait(notice, now),
    nextAt(now) {
      const waitMs = askAt - clock.monotonic();
      return waitMs > 0 ? now + waitMs : Infinity;
    },
  };
}
