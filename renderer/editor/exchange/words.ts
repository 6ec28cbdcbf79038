import type { ImportPlan } from '../../../core/exchange/file-import.ts';
import type { RowProblem } from '../../../core/exchange/rows.ts';
import { problemText } from '../../../core/text/problem.ts';
import { counted } from '../../../core/text/time.ts';
import type { RefusedReason } from './reading.ts';

/** Why nothing could be read from a file. */
export function refusedFileText(reason: RefusedReason): string {
  switch (reason) {
    case 'unreadable':
      return 'This file is damaged or not what its name says: nothing could be read.';
    case 'too_large':
      return 'This file is too large to be a schedule.';
    case 'too_long':
      return 'This file has more than 10,000 entries.';
    case 'too_deep':
      return 'This file is nested too deeply to be a schedule.';
    case 'unknown_format':
      return 'This is no file of entries: a calendar (ICS), a table with a column team_member_id (CSV), or entries exported as JSON are understood.';
  }
}

const mostTold = 5;

/** Rows that were left out or are in doubt, the first few in full. */
export function rowProblemTexts(problems: readonly RowProblem[]): string[] {
  const told = problems
    .slice(0, mostTold)
    .map(({ row, problem }) => `Row ${row}: ${problemText(problem)}`);
  const more = problems.length - told.length;
  return more > 0 ? [...told, `And ${counted(more, 'problem')} more.`] : told;
}

/** What an import comes to, in a sentence. */
export function importText({ added, kept, deleted }: ImportPlan): string {
  const parts = [
    `${counted(added, 'new entry', 'new entries')}`,
    ...(kept === 0 ? [] : [`${kept} already there`]),
    ...(deleted === 0 ? [] : [`${deleted} deleted`]),
  ];
  return `${parts.join(', ')}.`;
}
