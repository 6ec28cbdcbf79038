import type { Load } from '../../../core/schedule/load.ts';
import type { Ripple } from '../../../core/schedule/ripple.ts';
import { hours } from '../../../core/text/time.ts';
import type { Clock } from '../../../core/time/format.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { totalMs } from '../../../core/time/interval.ts';

/** One line of what a change does. */
export interface EffectLine {
  readonly label: string;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
  /** The places meant, for who wants to look. */
  readonly places: readonly string[];
}

const mostPlaces = 4;

/** What a change does, in lines: gaps, overlaps, the first moment, then each person. */
export function effectLines(
  ripple: Ripple,
  clock: Clock,
  nameOf: (memberId: string) => string,
): EffectLine[] {
  const all = <T>(pick: (team: Ripple['teams'][number]) => readonly T[]) =>
    ripple.teams.flatMap(pick);
  const gapsOpened = all((team) => team.gapsOpened);
  return [
    {
      label: 'First change',
      text: ripple.firstChange === null ? 'none' : clock.dateTime(ripple.firstChange),
      tone: 'plain',
      places: [],
    },
    timeLine(
      'Gaps closed',
      all((team) => team.gapsClosed),
      'good',
      clock,
    ),
    timeLine('Gaps opened', gapsOpened, 'bad', clock),
    timeLine(
      'New overlaps',
      all((team) => team.overlapsOpened),
      'bad',
      clock,
    ),
    ...ripple.people.flatMap(({ memberId, before, after }) =>
      loadLines(nameOf(memberId), before, after),
    ),
  ];
}

function timeLine(
  label: string,
  times: readonly Interval[],
  tone: 'good' | 'bad',
  clock: Clock,
): EffectLine {
  if (times.length === 0) return { label, text: 'none', tone: 'plain', places: [] };
  const places = times.slice(0, mostPlaces).map((it) => clock.range(it.start, it.end));
  const rest = times.length - places.length;
  return {
    label,
    text: `${times.length} · ${hours(totalMs(times))}`,
    tone,
    places: rest > 0 ? [...places, `and ${rest} more`] : places,
  };
}

function loadLines(name: string, before: Load, after: Load): EffectLine[] {
  const change = (label: string, from: string, to: string): EffectLine[] =>
    from === to ? [] : [{ label, text: `${from} → ${to}`, tone: 'plain', places: [] }];
  const total = `${hours(before.totalMs)} → ${hours(after.totalMs)}`;
  return [
    { label: name, text: total, tone: 'plain', places: [] },
    ...change(`${name}, nights`, String(before.nights), String(after.nights)),
    ...change(`${name}, weekends`, String(before.weekends), String(after.weekends)),
  ];
}
