import type { Instant } from '../../core/time/instant.ts';

/** Where a page reads the time; tests and pictures bring their own. */
export interface PageClock {
  now(): Instant;
}

export const systemClock: PageClock = { now: () => Date.now() };

/** Tells the time at once and then each second while the page can be seen; returns what ends it. */
export function ticking(
  clock: PageClock,
  tell: (now: Instant) => void,
  everyMs = 1_000,
): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const follow = () => {
    stop();
    if (document.visibilityState === 'hidden') return;
    tell(clock.now());
    timer = setInterval(() => tell(clock.now()), everyMs);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop();
  };
}
