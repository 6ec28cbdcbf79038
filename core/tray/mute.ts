import { dayMs, hourMs, minuteMs, type Instant } from '../time/instant.ts';
import { wallTimeOn } from './day.ts';

/** The longest a mute may last. */
export const longestMuteMs = dayMs;

/**
 * When a mute chosen now ends: in an hour, or at 09:00 of the next date, at most 24 h away.
 * To the minute, so that the menu can name it.
 */
export function muteUntil(choice: '1h' | 'tomorrow', zone: string, now: Instant): Instant {
  const minute = now - (((now % minuteMs) + minuteMs) % minuteMs);
  if (choice === '1h') return minute + hourMs;
  return Math.min(wallTimeOn(zone, now, 1, 9 * hourMs), minute + longestMuteMs);
}
