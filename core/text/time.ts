import { dayMs, hourMs, minuteMs, secondMs, type Instant } from '../time/instant.ts';

/**
 * A length of real time in words, to the minute and at most two units: `3 h 12 min`, `2 d 5 h`.
 * A day is 24 real hours, so it is right across clock changes. Under a minute: `under 1 min`.
 */
export function duration(ms: number): string {
  if (ms < minuteMs) return ms <= 0 ? '0 min' : 'under 1 min';
  const days = Math.floor(ms / dayMs);
  const hours = Math.floor((ms % dayMs) / hourMs);
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  if (days >= 7) return `${days} d`;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return `${minutes} min`;
}

/** `3 h 12 min left`; for windows that tick only: never in the menu, a notice or a title. */
export function timeLeft(end: Instant, now: Instant): string {
  return end <= now ? 'ended' : `${duration(end - now)} left`;
}

/** `in 4 d`, `now`, `2 h ago`; for windows that tick only. One unit beyond a day, two below. */
export function relative(at: Instant, now: Instant): string {
  const distance = at - now;
  if (Math.abs(distance) < minuteMs) return 'now';
  const size = Math.abs(distance);
  const text = size >= dayMs ? `${Math.floor(size / dayMs)} d` : duration(size);
  return distance > 0 ? `in ${text}` : `${text} ago`;
}

/** Hours with at most one decimal, for tables: `61 h`, `7.5 h`. */
export function hours(ms: number): string {
  const value = Math.round(ms / (hourMs / 10)) / 10;
  return `${Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1)} h`;
}

/** A lead or interval as people set it: `15 min`, `1 d`, `1 h 30 min`, `90 s`. */
export function setting(ms: number): string {
  return ms % minuteMs === 0 ? duration(ms) : `${Math.round(ms / secondMs)} s`;
}

/** How far an interval has run, 0 … 1. */
export function progress(start: Instant, end: Instant, now: Instant): number {
  if (end <= start) return 1;
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `1 entry`, `3 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
