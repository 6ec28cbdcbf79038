import * as v from 'valibot';
import { id, instant } from './shapes.ts';

const teamId = v.nullable(id);
const told = v.record(v.string(), instant);

// Looser than a draft's rule: what was read may hold values that a write would refuse.
const values = v.pipe(v.array(v.number()), v.readonly());
const rule = v.strictObject({
  monthsOfYear: values,
  weeksOfMonth: values,
  weekDays: values,
  startTime: v.nullable(v.string()),
  endTime: v.nullable(v.string()),
  startDate: v.nullable(v.number()),
  endDate: v.nullable(v.number()),
});

/** An entry as far as it decides when its member is on call. */
const duty = v.strictObject({
  createdAt: v.nullable(v.string()),
  teamId,
  rule,
});

const baseline = v.strictObject({
  me: id,
  customers: v.string(),
  /** Set while a read with other customers is awaited: the last read before. */
  awaitingAfter: v.nullable(instant),
  duties: v.array(duty),
});

const ownWrite = v.strictObject({
  workspaceId: id,
  createdAt: v.nullable(v.string()),
  rule: v.nullable(rule),
  until: instant,
});

/**
 * What notices remember between two plans and over restarts: what the desktop accepted, and the
 * rules the person was last told of. Kept on disk as JSON.
 */
export const noticeRecord = v.strictObject({
  version: v.literal(1),
  /** After a damaged record: whatever was due at or before counts as told. */
  toldBefore: v.nullable(instant),
  /** Identity → when it was told. */
  told,
  gaps: v.array(v.strictObject({ workspaceId: id, teamId, start: instant, end: instant })),
  baselines: v.record(id, baseline),
  own: v.array(ownWrite),
  causes: v.record(
    v.string(),
    v.strictObject({ toldAt: v.nullable(instant), recovered: v.boolean() }),
  ),
  /** How long each workspace could not be read while the machine was awake. */
  unreadable: v.record(id, v.strictObject({ awakeMs: v.number(), mark: v.number() })),
});

export type NoticeRecord = v.InferOutput<typeof noticeRecord>;
export type Baseline = v.InferOutput<typeof baseline>;
export type ToldGap = NoticeRecord['gaps'][number];

/** Reads a record back; null when it is damaged. */
export function readNoticeRecord(json: unknown): NoticeRecord | null {
  const read = v.safeParse(noticeRecord, json);
  return read.success ? read.output : null;
}
