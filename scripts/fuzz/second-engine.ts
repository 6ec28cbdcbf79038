import type { Interpretation, Rule } from '../../core/schedule/model.ts';

/** The parts of Temporal used here; stated, since the package is no dependency of the project. */
interface PlainDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 = Monday … 7 = Sunday. */
  readonly dayOfWeek: number;
  readonly daysInMonth: number;
  add(parts: { days: number }): PlainDate;
  with(parts: { day: number }): PlainDate;
  toPlainDateTime(time: { hour: number; minute: number; second: number }): PlainDateTime;
}
interface PlainDateTime {
  toZonedDateTime(zone: string, options: { disambiguation: 'compatible' }): ZonedDateTime;
}
interface ZonedDateTime {
  readonly epochMilliseconds: number;
  toPlainDate(): PlainDate;
}
export interface Temporal {
  readonly Instant: {
    fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: string): ZonedDateTime };
  };
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A schedule as the second engine takes it: rules of members, one reading, one window. */
export interface Question {
  readonly rules: readonly { readonly memberId: string; readonly rule: Rule }[];
  readonly interpretation: Interpretation;
  readonly window: Span;
  readonly moments: readonly number[];
}

export interface Answer {
  readonly shifts: readonly string[];
  readonly gaps: readonly string[];
  readonly overlaps: readonly string[];
  readonly onCallAt: readonly string[];
}

// A day's shift may begin two dates before the window, and be pushed on by a skipped date.
const marginDays = 4;

/** Date by date, wall time by wall time, each asked of Temporal: slow and plain on purpose. */
export function secondAnswer(temporal: Temporal, question: Question): Answer {
  const { window, rules, moments } = question;
  const all = rules.flatMap(({ memberId, rule }) =>
    expand(temporal, rule, question.interpretation, window).map((it) => ({ ...it, memberId })),
  );
  const clipped = all
    .map((it) => ({
      ...it,
      start: Math.max(it.start, window.start),
      end: Math.min(it.end, window.end),
    }))
    .filter((it) => it.start < it.end)
    .sort((a, b) => a.start - b.start || a.end - b.end || order(a.memberId, b.memberId));
  const segments = segmentsOf(clipped, window);
  const text = (it: Span): string => `${it.start} ${it.end}`;
  return {
    shifts: clipped.map((it) => `${text(it)} ${it.memberId}`),
    gaps: segments.filter((it) => it.members.length === 0).map(text),
    overlaps: segments
      .filter((it) => it.members.length > 1)
      .map((it) => `${text(it)} ${it.members.join()}`),
    onCallAt: moments.map((at) => {
      const around = { start: at, end: at + 1 };
      const there = rules
        .filter(({ rule }) =>
          expand(temporal, rule, question.interpretation, around).some(
            (it) => it.start <= at && at < it.end,
          ),
        )
        .map((it) => it.memberId);
      return `${at} ${[...new Set(there)].sort(order).join()}`;
    }),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function segmentsOf(
  shifts: readonly (Span & { readonly memberId: string })[],
  window: Span,
): (Span & { members: string[] })[] {
  if (window.start >= window.end) return [];
  const edges = [window.start, window.end, ...shifts.flatMap((it) => [it.start, it.end])];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const segments: (Span & { members: string[] })[] = [];
  cuts.slice(0, -1).forEach((start, i) => {
    const end = cuts[i + 1] ?? start;
    const here = shifts.filter((it) => it.start <= start && start < it.end);
    const members = [...new Set(here.map((it) => it.memberId))].sort(order);
    const last = segments.at(-1);
    if (last !== undefined && last.members.join() === members.join())
      segments[segments.length - 1] = { ...last, end };
    else segments.push({ start, end, members });
  });
  return segments;
}

/** The intervals of one rule around a window, not clipped to it. */
export function expand(
  temporal: Temporal,
  rule: Rule,
  interpretation: Interpretation,
  around: Span,
): Span[] {
  const { zone } = interpretation;
  const from = rule.startDate ?? Number.NEGATIVE_INFINITY;
  const to = rule.endDate === null ? Number.POSITIVE_INFINITY : endOf(rule.endDate);
  const startAt = clockOf(rule.startTime ?? '00:00:00');
  const endAt = rule.endTime === null ? 86_400 : clockOf(rule.endTime);
  const endSeconds = rule.endTime === '23:59:59' ? 86_400 : endAt;
  const ahead = endSeconds <= startAt ? 1 : 0;
  const found: Span[] = [];
  const dateAt = (ms: number) =>
    temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
  const at = (date: PlainDate, seconds: number): number => instantAt(date, seconds, zone);
  let date = dateAt(around.start).add({ days: -marginDays });
  const days = Math.ceil((around.end - around.start) / 86_400_000) + 2 * marginDays;
  for (let n = 0; n <= days; n += 1, date = date.add({ days: 1 })) {
    if (!matches(date, rule, interpretation)) continue;
    const next = date.add({ days: 1 });
    if (at(date, 0) >= at(next, 0)) continue;
    const start = Math.max(at(date, startAt), from);
    const end = Math.min(at(ahead === 1 ? next : date, endSeconds), to);
    if (start < end) found.push({ start, end });
  }
  return found;
}

function endOf(endDate: number): number {
  const date = new Date(endDate);
  return date.getUTCSeconds() === 59 ? date.setUTCMilliseconds(0) + 1_000 : endDate;
}

function clockOf(time: string): number {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return hour * 3_600 + minute * 60 + second;
}

function instantAt(date: PlainDate, seconds: number, zone: string): number {
  const day = seconds === 86_400 ? date.add({ days: 1 }) : date;
  const rest = seconds % 86_400;
  const time = {
    hour: Math.floor(rest / 3_600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
  return day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

function matches(date: PlainDate, rule: Rule, { weekdayZero, weekOfMonth }: Interpretation) {
  const weekday = weekdayZero === 'sunday' ? date.dayOfWeek % 7 : date.dayOfWeek - 1;
  const [forwards, backwards] =
    weekOfMonth === 'block' ? blocks(date) : rows(date, weekOfMonth === 'row-sunday');
  const lets = (filter: readonly number[], ...values: number[]) =>
    filter.length === 0 || values.some((it) => filter.includes(it));
  return (
    lets(rule.monthsOfYear, date.month) &&
    lets(rule.weekDays, weekday) &&
    lets(rule.weeksOfMonth, forwards, backwards)
  );
}

function blocks({ day, daysInMonth }: PlainDate): [number, number] {
  return [Math.floor((day - 1) / 7) + 1, -(Math.floor((daysInMonth - day) / 7) + 1)];
}

/** Goes through the printed calendar from the 1st, a new row at each first day of the week. */
function rows(date: PlainDate, sundayFirst: boolean): [number, number] {
  const firstDay = sundayFirst ? 7 : 1;
  let row = 1;
  let own = 0;
  for (let day = 1; day <= date.daysInMonth; day += 1) {
    if (day > 1 && date.with({ day }).dayOfWeek === firstDay) row += 1;
    if (day === date.day) own = row;
  }
  return [own, own - row - 1];
}
