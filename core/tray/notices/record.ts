import type { Baseline, NoticeRecord, ToldGap } from '../../contract/notices.ts';
import { dayMs, type Instant } from '../../time/instant.ts';

/** What becomes true in the record once the desktop has accepted a notice. */
export interface Settlement {
  readonly told: readonly string[];
  readonly gaps: readonly ToldGap[];
  readonly causes: readonly string[];
  readonly baselines: readonly { readonly workspaceId: string; readonly baseline: Baseline }[];
}

export const settlesNothing: Settlement = { told: [], gaps: [], causes: [], baselines: [] };

const rememberMs = 400 * dayMs;

/** The record of a first start: nothing told, nothing known. */
export function emptyRecord(): NoticeRecord {
  return {
    version: 1,
    toldBefore: null,
    told: {},
    gaps: [],
    baselines: {},
    own: [],
    causes: {},
    unreadable: {},
  };
}

/** The record after a damaged one was set aside: whatever was due before now counts as told. */
export function recordAfterDamage(now: Instant): NoticeRecord {
  return { ...emptyRecord(), toldBefore: now };
}

/** The record once the desktop has accepted a notice. */
export function settle(record: NoticeRecord, settles: Settlement, now: Instant): NoticeRecord {
  const baselines = settles.baselines.map((it) => [it.workspaceId, it.baseline] as const);
  return {
    ...record,
    told: { ...record.told, ...stamped(settles.told, now) },
    gaps: [...record.gaps, ...settles.gaps],
    causes: {
      ...record.causes,
      ...Object.fromEntries(settles.causes.map((id) => [id, { toldAt: now, recovered: false }])),
    },
    baselines: { ...record.baselines, ...Object.fromEntries(baselines) },
  };
}

/** The record with identities that count as told though nothing was shown. */
export function countAsTold(
  record: NoticeRecord,
  ids: readonly string[],
  now: Instant,
): NoticeRecord {
  return ids.length === 0 ? record : { ...record, told: { ...record.told, ...stamped(ids, now) } };
}

/** The record without what is too old to matter; the same object when nothing is. */
export function pruned(record: NoticeRecord, now: Instant): NoticeRecord {
  const told = Object.entries(record.told).filter(([, at]) => at > now - rememberMs);
  const gaps = record.gaps.filter((gap) => gap.end > now - dayMs);
  const own = record.own.filter((write) => write.until > now);
  const same =
    told.length === Object.keys(record.told).length &&
    gaps.length === record.gaps.length &&
    own.length === record.own.length;
  return same ? record : { ...record, told: Object.fromEntries(told), gaps, own };
}

function stamped(ids: readonly string[], now: Instant): Record<string, Instant> {
  return Object.fromEntries(ids.map((id) => [id, now]));
}
