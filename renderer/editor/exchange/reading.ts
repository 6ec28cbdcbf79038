// Loaded when a file is chosen: the parsers weigh more than the rest of the window's dialogs.
import { readCsv } from '../../../core/exchange/csv.ts';
import { readIcs, type CalendarPerson } from '../../../core/exchange/ics.ts';
import { readJson } from '../../../core/exchange/json.ts';
import type { FileEntry, FileRead, RowProblem } from '../../../core/exchange/rows.ts';
import type { Interpretation, MemberId } from '../../../core/schedule/model.ts';
import { fitRoster, type FittedEntry } from '../../../core/schedule/roster-fit.ts';
import type { Interval } from '../../../core/time/instant.ts';

export { likelyMember } from '../../../core/exchange/leave.ts';

export type FileKind = 'ics' | 'csv' | 'json';

/** What a file says, before anybody decided where it goes. */
export type FileContent =
  | {
      readonly kind: 'entries';
      readonly entries: readonly FileEntry[];
      readonly problems: readonly RowProblem[];
      /** How the file says its rules are read; null where it does not say. */
      readonly interpretation: Interpretation | null;
    }
  | {
      readonly kind: 'people';
      readonly people: readonly CalendarPerson[];
      /** Events left out, for any reason. */
      readonly skipped: number;
    }
  | { readonly kind: 'refused'; readonly reason: RefusedReason };

export type RefusedReason = Extract<FileRead<never>, { kind: 'refused' }>['reason'];

/** What kind of file a text is, by how it begins; a table where it is neither calendar nor JSON. */
export function kindOf(text: string): FileKind {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^BEGIN:VCALENDAR/i.test(start)) return 'ics';
  return start.startsWith('{') || start.startsWith('[') ? 'json' : 'csv';
}

/** Reads a file; of a calendar, the events that touch the window. */
export function readFile(text: string, reading: Interpretation, window: Interval): FileContent {
  switch (kindOf(text)) {
    case 'ics': {
      const read = readIcs(text, reading.zone, window);
      if (read.kind === 'refused') return read;
      const skipped = Object.values(read.skipped).reduce((sum, count) => sum + count, 0);
      return { kind: 'people', people: read.people, skipped };
    }
    case 'json': {
      const read = readJson(text);
      if (read.kind === 'refused') return read;
      const { entries, interpretation } = read.value;
      return { kind: 'entries', entries, problems: read.problems, interpretation };
    }
    case 'csv': {
      const read = readCsv(text, reading);
      if (read.kind === 'refused') return read;
      return {
        kind: 'entries',
        entries: read.value,
        problems: read.problems,
        interpretation: null,
      };
    }
  }
}

/** Entries that say exactly what a calendar says, for people who were given a member. */
export function fitPeople(
  people: readonly CalendarPerson[],
  memberOf: (label: string) => MemberId,
  reading: Interpretation,
): { readonly entries: readonly FittedEntry[]; readonly unsaid: number } | null {
  const wanted = people.flatMap(({ label, intervals }) => {
    const memberId = memberOf(label);
    return memberId === '' ? [] : [{ memberId, intervals }];
  });
  const fit = fitRoster(wanted, reading);
  return fit.kind === 'fitted' ? { entries: fit.entries, unsaid: fit.leftovers.length } : null;
}
