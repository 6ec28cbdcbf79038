import { runsOf } from '../../../core/schedule/schedule.ts';
import type { MemberId } from '../../../core/schedule/model.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import { dutiesFor } from '../../../core/schedule/shifts.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { merge, totalMs } from '../../../core/time/interval.ts';
import type { ZoneTable } from '../../../core/time/zone.ts';
import { dayOf, spanOf } from '../timeline/span.ts';

/** How long a member is on call in the calendar month of an instant; two teams at once count once. */
export function monthMs(
  schedule: Schedule,
  memberId: MemberId,
  table: ZoneTable,
  now: Instant,
): number {
  const month = spanOf(table, 'month', dayOf(table, now), 1);
  return totalMs(merge(dutiesFor(schedule, { memberId }).flatMap((duty) => runsOf(duty, month))));
}
