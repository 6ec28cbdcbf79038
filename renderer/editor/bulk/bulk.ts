import type { Command } from '../../../core/schedule/edit/command.ts';
import type { MemberId, Rule } from '../../../core/schedule/model.ts';
import type { ZoneTable } from '../../../core/time/zone.ts';
import { endFrom, startFrom, timeFrom } from '../inspector/dates.ts';

/** What several entries are to be given; empty or null leaves a part as each entry has it. */
export interface BulkFields {
  readonly memberId: MemberId;
  readonly weekDays: readonly number[];
  readonly startTime: string;
  readonly endTime: string;
  /** `YYYY-MM-DD` in the schedule zone. */
  readonly from: string;
  readonly until: string;
}

export const untouched: BulkFields = {
  memberId: '',
  weekDays: [],
  startTime: '',
  endTime: '',
  from: '',
  until: '',
};

/** The commands that give entries what the fields say; none where all is left as it is. */
export function bulkCommands(
  entryIds: readonly string[],
  fields: BulkFields,
  table: ZoneTable,
): Command[] {
  const part: Partial<Rule> = {
    ...(fields.weekDays.length === 0 ? {} : { weekDays: fields.weekDays }),
    ...(fields.startTime === '' ? {} : { startTime: timeFrom(fields.startTime) }),
    ...(fields.endTime === '' ? {} : { endTime: timeFrom(fields.endTime) }),
    ...(fields.from === ''
      ? {}
      : { startDate: startFrom({ date: fields.from, time: null }, table) }),
    ...(fields.until === '' ? {} : { endDate: endFrom({ date: fields.until, time: null }, table) }),
  };
  return [
    ...(Object.keys(part).length === 0 ? [] : [{ kind: 'change-rules' as const, entryIds, part }]),
    ...(fields.memberId === ''
      ? []
      : [{ kind: 'assign' as const, entryIds, memberId: fields.memberId }]),
  ];
}
