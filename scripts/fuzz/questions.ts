import type { Interpretation, Rule } from '../../core/schedule/model.ts';
import type { Question, Span } from './second-engine.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A stream of numbers in [0, 1) that is the same for the same seed. */
export function steady(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const everyZone = Intl.supportedValuesOf('timeZone');
// Where most has gone wrong for others: skipped and repeated dates, midnights, half hours.
const trickyZones = (
  'UTC America/New_York Europe/Berlin America/Sao_Paulo America/Havana Australia/Lord_Howe ' +
  'Pacific/Apia Pacific/Fakaofo Pacific/Kwajalein Pacific/Kiritimati Antarctica/Troll ' +
  'Asia/Kathmandu Africa/Cairo Asia/Beirut America/Santiago Pacific/Chatham Africa/Casablanca ' +
  'America/St_Johns America/Nuuk Asia/Gaza Asia/Pyongyang Europe/Dublin Atlantic/Azores ' +
  'Asia/Tehran America/Juneau Africa/Monrovia'
).split(' ');

/** One schedule and what to ask of it; windows often lie around a clock change. */
export function drawQuestion(random: () => number): Question {
  const below = (n: number): number => Math.floor(random() * n);
  const one = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  const zone = random() < 0.6 ? one(trickyZones) : one(everyZone);
  const window = drawWindow(random, zone);
  const interpretation: Interpretation = {
    zone,
    weekdayZero: one(['sunday', 'sunday', 'monday']),
    weekOfMonth: one(['block', 'block', 'row-monday', 'row-sunday']),
  };
  const rules = Array.from({ length: 1 + below(5) }, () => ({
    memberId: `m${1 + below(3)}`,
    rule: drawRule(random, window),
  }));
  const span = Math.max(window.end - window.start, 1);
  const moments = [
    window.start,
    window.end - 1,
    ...Array.from({ length: 4 }, () => window.start + Math.floor(random() * span)),
  ];
  return { rules, interpretation, window, moments };
}

function drawWindow(random: () => number, zone: string): Span {
  const year = random() < 0.7 ? 1961 + random() * 140 : 2 + random() * 9_990;
  const near = Math.floor((year - 1970) * 365.2425) * dayMs;
  const at = random() < 0.7 ? (changeAfter(zone, near) ?? near) : near;
  const start = at - Math.floor(random() * 5 * 24) * hourMs - Math.floor(random() * 2) * 1_234_567;
  const length = Math.floor(random() ** 3 * 60 * dayMs);
  return { start, end: start + length - (length % 500) };
}

/** A clock change within about a year after, by the runtime's own words. */
function changeAfter(zone: string, after: number): number | null {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (t: number): string => format.format(t).split(', ')[1] ?? '';
  for (let t = after; t < after + 400 * dayMs; t += 20 * dayMs) {
    if (offset(t) === offset(t + 20 * dayMs)) continue;
    let [low, high] = [t, t + 20 * dayMs];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (offset(middle) === offset(t)) low = middle;
      else high = middle;
    }
    return high;
  }
  return null;
}

function drawRule(random: () => number, window: Span): Rule {
  const sometimes = (share: number): boolean => random() < share;
  const some = (share: number, low: number, high: number): number[] => {
    if (!sometimes(share)) return [];
    const all = Array.from({ length: high - low + 1 }, (_, i) => low + i);
    const kept = all.filter(() => random() < 0.5);
    return kept.length === 0 ? [low] : kept;
  };
  const instant = (share: number): number | null => {
    if (!sometimes(share)) return null;
    const at = window.start + Math.floor((random() * 1.6 - 0.3) * (window.end - window.start + 1));
    const minute = at - (at % 60_000);
    return sometimes(0.3) ? at : minute + (sometimes(0.4) ? 59_000 : 0);
  };
  return {
    monthsOfYear: some(0.2, 1, 12),
    weeksOfMonth: some(0.35, -6, 6),
    weekDays: some(0.5, 0, 6),
    startTime: drawTime(random),
    endTime: drawTime(random),
    startDate: instant(0.4),
    endDate: instant(0.4),
  };
}

function drawTime(random: () => number): string | null {
  if (random() < 0.15) return null;
  if (random() < 0.15) return '23:59:59';
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  // The hours in which clocks change come up most.
  const hour = random() < 0.5 ? [0, 1, 2, 3, 22, 23][Math.floor(random() * 6)] : random() * 24;
  const minute = random() < 0.6 ? Math.floor(random() * 2) * 30 : random() * 60;
  return `${two(hour ?? 0)}:${two(minute)}:${random() < 0.8 ? '00' : two(random() * 60)}`;
}
