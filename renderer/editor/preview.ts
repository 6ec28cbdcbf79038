import type { Entry } from '../../core/schedule/model.ts';
import { replaceEntries, type Schedule } from '../../core/schedule/schedule.ts';

/** The schedule as it would be with one entry written, in the place of another or as a new one. */
export function withEntry(schedule: Schedule, old: Entry | null, entry: Entry): Schedule {
  return replaceEntries(schedule, new Set(old === null ? [] : [old.id]), [entry]);
}

/** The schedule as it would be without an entry. */
export function withoutEntry(schedule: Schedule, entry: Entry): Schedule {
  return replaceEntries(schedule, new Set([entry.id]), []);
}
