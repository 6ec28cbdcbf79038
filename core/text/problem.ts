import type { EntryField, Problem } from '../schedule/problems.ts';
import type { EntryKey, ReadingNote, ReadOnlyReason } from '../schedule/model.ts';

const labels: Readonly<Record<EntryField, string>> = {
  team_member_id: 'Team member',
  months_of_year: 'Months',
  weeks_of_month: 'Weeks of month',
  week_days: 'Days',
  start_time: 'Starts',
  end_time: 'Ends',
  start_date: 'From',
  end_date: 'Until',
};

const limits: Partial<
  Readonly<Record<EntryField, { readonly range: string; readonly most: number }>>
> = {
  months_of_year: { range: 'from 1 (January) to 12 (December)', most: 12 },
  weeks_of_month: { range: 'from 1 to 5, or from -5 to -1', most: 10 },
  week_days: { range: 'from 0 to 6', most: 7 },
};

/** The label a person sees on a field of an entry. */
export function fieldLabel(field: EntryField): string {
  return labels[field];
}

/** One sentence for a problem of a draft: names the field, and says what would be right. */
export function problemText(problem: Problem): string {
  return `${labels[problem.field]}: ${reason(problem)}`;
}

function reason({ field, path, code }: Problem): string {
  const limit = limits[field];
  switch (code) {
    case 'required':
      return field === 'team_member_id' ? 'choose who is on call.' : 'a value is needed.';
    case 'invalid_uuid':
      return 'this is not a valid id.';
    case 'not_array':
      return 'a list is needed.';
    case 'not_integer':
      return `${item(path)}whole numbers only${limit === undefined ? '' : `, ${limit.range}`}.`;
    case 'not_string':
      return 'text is needed.';
    case 'out_of_range':
      return `${item(path)}allowed are numbers ${limit?.range ?? 'within the limits'}.`;
    case 'too_long':
      return limit === undefined ? 'too long.' : `at most ${limit.most} values.`;
    case 'duplicate':
      return `${item(path)}the same value is there twice.`;
    case 'invalid_time':
      return 'a time like 09:00 is needed, from 00:00 to 23:59:59.';
    case 'invalid_datetime':
      return 'a date and time with its offset is needed, like 2026-11-24T09:00:00Z.';
    case 'required_together':
      return 'give both a start and an end time, or neither for whole days.';
    case 'before_start':
      return 'must be after From.';
    case 'empty_list':
      return 'choose at least one.';
    case 'never_active':
      return 'with these settings no date ever matches, so this entry is never on call.';
    case 'during_leave':
      return 'some of these shifts fall into the person’s leave.';
  }
}

/** Which value of a list is meant, for people: `/week_days/1` → `value 2: `. */
function item(path: string): string {
  const index = /\/(\d+)$/.exec(path)?.[1];
  return index === undefined ? '' : `value ${Number(index) + 1}: `;
}

/** Why an entry can be seen but not changed. */
export function readOnlyText(why: ReadOnlyReason): string {
  switch (why) {
    case 'no-team':
      return 'PingHome does not say which team this entry belongs to, so it can’t be changed here.';
    case 'no-member':
      return 'This entry names no member: it puts nobody on call and can’t be changed here.';
    case 'no-created-at':
      return 'PingHome gave no creation time, the key of an entry, so it can’t be changed here.';
    case 'ambiguous-team':
      return 'The member is in several teams and PingHome does not say which one is meant, so it can’t be changed here.';
    case 'row-week-six':
      return 'This entry names a sixth week, which PingHome does not accept when saving.';
  }
}

/** What the reader assumed or noticed about an entry. */
export function noteText(note: ReadingNote): string {
  switch (note) {
    case 'date-without-offset':
      return 'A date came without an offset and is read as UTC.';
    case 'date-only':
      return 'A date came without a time: it is read as midnight UTC, an end as the end of that UTC day.';
    case 'never-active':
      return 'No date ever matches: this entry is never on call.';
    case 'values-out-of-range':
      return 'Some values are out of range and never match.';
    case 'same-key-twice':
      return 'PingHome sent this entry twice with different content; the last one is shown.';
    case 'duplicate-json-key':
      return 'A field was there twice in the reply; the last value is used.';
    case 'team-from-membership':
      return 'PingHome named no team; the member is in this one only.';
    case 'unknown-member':
      return 'This member is not in the roster (any more).';
  }
}

/** A key in words, for messages about an entry that is gone. */
export function keyText(key: EntryKey, nameOf: (memberId: string) => string): string {
  return `${nameOf(key.memberId)}, created ${key.createdAt}`;
}
