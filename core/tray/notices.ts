import type { NoticeRecord } from '../contract/notices.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { minuteMs, type Instant } from '../time/instant.ts';
import { dayOf } from './day.ts';
import { aboutAttention } from './notices/attention.ts';
import { aboutChanges } from './notices/changed.ts';
import { composed } from './notices/compose.ts';
import { aboutMyShifts, type Scene } from './notices/mine.ts';
import type { Notice } from './notices/notice.ts';
import { observe } from './notices/observe.ts';
import { quietAt } from './notices/quiet.ts';
import { reconcile } from './notices/reconcile.ts';
import { settle, settlesNothing } from './notices/record.ts';
import { sceneWorkspaces } from './notices/scene.ts';
import { unreadableLookAt } from './notices/unreadable.ts';
import type { Wanted } from './notices/wanted.ts';
import { aboutGaps, aboutHandoffs } from './notices/watchers.ts';
import { whenFor } from './words.ts';

export { emptyRecord, recordAfterDamage } from './notices/record.ts';
export type { Notice } from './notices/notice.ts';
export type { NoticeKind } from './notices/wanted.ts';

/** What to show now and when to plan again; `record` replaces the one planned with. */
export interface Plan {
  readonly due: readonly Notice[];
  readonly nextAt: Instant;
  readonly record: NoticeRecord;
}

/** What a plan is made from. */
export interface PlanInput {
  readonly snapshot: Snapshot;
  readonly record: NoticeRecord;
  readonly now: Instant;
  /** Milliseconds of a clock that stands still while the machine sleeps, from any zero. */
  readonly awakeMs: number;
}

// Never longer without a look: what lies farther ahead is planned then.
const longestWaitMs = 360 * minuteMs;

/**
 * Plans the notices of an instant. Show each of `due`; once the desktop has accepted one, pass
 * it with the newest record to `noticeTold`. Plan again at `nextAt`, after every change of the
 * snapshot, after a wake-up and when a notification service comes back.
 */
export function planNotices({ snapshot, record: before, now, awakeMs }: PlanInput): Plan {
  const when = whenFor(snapshot.viewer, dayOf(snapshot.viewer.zone, now));
  const record = observe({ snapshot, record: before, when, now }, awakeMs);
  const scene: Scene = { snapshot, record, when, now };
  const { due, nextAt } = reconcile(wantedNotices(scene), record, snapshot, now);
  const quiet = quietAt(snapshot.preferences.quietHours, snapshot.viewer.zone, now);
  const looks = [nextAt, unreadableLookAt(record, now), now + longestWaitMs];
  return {
    due: composed(due, quiet !== null, now),
    nextAt: Math.min(...looks.map((at) => at ?? Number.POSITIVE_INFINITY)),
    record,
  };
}

/** The record once the desktop has accepted a notice of a plan. */
export function noticeTold(record: NoticeRecord, notice: Notice, now: Instant): NoticeRecord {
  return settle(record, notice.settles, now);
}

/** A notice that shows that notices arrive; told or not, it leaves no trace. */
export function testNotice(now: Instant): Notice {
  return {
    id: 'test',
    kind: 'attention',
    title: 'Watchbill notices arrive here',
    body: 'You will be told of your shifts like this.',
    silent: false,
    tag: 'test',
    target: { screen: 'schedule', workspaceId: null, teamId: null, at: null },
    dueAt: now,
    usefulUntil: now + minuteMs,
    settles: settlesNothing,
  };
}

/** Everything the rules and settings ask for, whether or not it was told. */
function wantedNotices(scene: Scene): Wanted[] {
  const each = sceneWorkspaces(scene).flatMap((workspace) => {
    const changed = aboutChanges(workspace);
    return [
      ...aboutMyShifts(workspace),
      ...(changed === null ? [] : [changed]),
      ...aboutGaps(workspace),
      ...aboutHandoffs(workspace),
    ];
  });
  return [...each, ...aboutAttention(scene)];
}
