import type { Clock } from '../clock.ts';
import type { Item } from './step.ts';

/**
 * When each change was sent, by the monotonic clock: a wall clock that is set meanwhile neither
 * ends nor prolongs the time in which it may show.
 */
export interface SentTimes {
  /** It goes out now. */
  note(stepId: string, at: number): void;
  /** How long ago it went out. */
  agoMs(stepId: string, at: number, item: Item): number;
}

export function createSentTimes({ now, monotonic }: Clock): SentTimes {
  const times = new Map<string, number>();
  return {
    note(stepId, at) {
      times.set(placeOf(stepId, at), monotonic());
    },
    agoMs(stepId, at, { sentAt }) {
      const place = placeOf(stepId, at);
      const known = times.get(place);
      if (known !== undefined) return monotonic() - known;
      // Of one sent before this process began only the wall clock tells; never the future.
      const agoMs = Math.max(0, now() - (sentAt ?? 0));
      times.set(place, monotonic() - agoMs);
      return agoMs;
    },
  };
}

const placeOf = (stepId: string, at: number) => `${stepId}:${String(at)}`;
