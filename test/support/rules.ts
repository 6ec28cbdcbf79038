import type { Entry, Interpretation, Rule } from '../../core/schedule/model.ts';

/** A rule that is always active, but for what is given. */
export function aRule(parts: Partial<Rule> = {}): Rule {
  return {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: [],
    startTime: null,
    endTime: null,
    startDate: null,
    endDate: null,
    ...parts,
  };
}

/** An entry of member `m1` in team `t1`, but for what is given. */
export function anEntry(parts: Partial<Entry> = {}): Entry {
  return {
    id: `${parts.teamId ?? 't1'}/${parts.memberId ?? 'm1'}/${parts.createdAt ?? ''}`,
    teamId: 't1',
    memberId: 'm1',
    createdAt: null,
    rule: aRule(),
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
    ...parts,
  };
}

/** The default reading in a zone. */
export function inZone(zone: string, parts: Partial<Interpretation> = {}): Interpretation {
  return { zone, weekdayZero: 'sunday', weekOfMonth: 'block', ...parts };
}

/** Freezes a value and all it holds. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
