// Loaded when the load is exported.
import { tableCsv } from '../../../core/exchange/csv.ts';
import type { LoadReport } from '../../../core/schedule/load.ts';
import type { MemberId } from '../../../core/schedule/model.ts';
import { hourMs } from '../../../core/time/instant.ts';

const fields = [
  'member',
  'member_id',
  'hours',
  'nights',
  'night_hours',
  'weekends',
  'weekend_hours',
  'holidays',
  'holiday_hours',
];

/** The load of every member as CSV: real hours with two decimals. */
export function loadCsv(report: LoadReport, nameOf: (memberId: MemberId) => string): string {
  const hours = (ms: number): string => (ms / hourMs).toFixed(2);
  return tableCsv(
    fields,
    report.members.map((load) => [
      nameOf(load.memberId),
      load.memberId,
      hours(load.totalMs),
      String(load.nights),
      hours(load.nightMs),
      String(load.weekends),
      hours(load.weekendMs),
      String(load.holidays),
      hours(load.holidayMs),
    ]),
  );
}
