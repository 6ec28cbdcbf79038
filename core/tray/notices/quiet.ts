import type { Preferences } from '../../contract/snapshot.ts';
import { hourMs, minuteMs, type Instant, type Interval } from '../../time/instant.ts';
import { wallTimeOn } from '../day.ts';

type QuietHours = Preferences['quietHours'];

/** The quiet hours an instant falls into, in the viewer's zone; null outside of them. */
export function quietAt(quiet: QuietHours, zone: string, at: Instant): Interval | null {
  if (quiet === null) return null;
  const from = clockMs(quiet.from);
  const to = clockMs(quiet.to);
  if (from === to) return null;
  for (const day of [-1, 0]) {
    const start = wallTimeOn(zone, at, day, from);
    const end = wallTimeOn(zone, at, to < from ? day + 1 : day, to);
    if (start <= at && at < end) return { start, end };
  }
  return null;
}

function clockMs(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
}
