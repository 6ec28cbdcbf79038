import type { NoticeRecord } from '../../contract/notices.ts';
import type { Instant } from '../../time/instant.ts';
import { unreadableMs } from './attention.ts';

/** When the first workspace will have been unreadable for long enough to say so. */
export function unreadableLookAt(record: NoticeRecord, now: Instant): Instant | null {
  const waits = Object.values(record.unreadable)
    .map(({ awakeMs }) => unreadableMs - awakeMs)
    .filter((wait) => wait > 0);
  return waits.length === 0 ? null : now + Math.min(...waits);
}
