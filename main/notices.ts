import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Outcome } from '../core/contract/failure.ts';
import type { ViewRequest } from '../core/contract/ipc.ts';
import { readNoticeRecord, type NoticeRecord } from '../core/contract/notices.ts';
import type { Instant } from '../core/time/instant.ts';
import { minuteMs, secondMs } from '../core/time/instant.ts';
import {
  emptyRecord,
  noticeTold,
  planNotices,
  recordAfterDamage,
  testNotice,
  type Notice,
} from '../core/tray/notices.ts';
import type { Notifier } from './adapters/notifier.ts';
import type { Clock } from './clock.ts';
import type { Store } from './store.ts';

export interface NoticesPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Where what was told is kept. */
  readonly file: string;
  readonly open: (request: ViewRequest) => void;
  readonly planAgain: () => void;
}

/** Shows what the planner says is due, each once, and remembers what the desktop accepted. */
export interface Notices {
  /** Shows what is due; the next instant at which something may be. */
  plan(now: Instant): Instant;
  /** After a start or a wake-up: waits for the first read, but not for long. */
  awaitRead(): void;
  /** A read ended. */
  readEnded(): void;
  test(): Promise<Outcome<null>>;
}

/** A waking app waits this long for its first read before it speaks from what it knew. */
const longestAwaitMs = 10 * secondMs;

/** A desktop that refused a notice is asked again after this long. */
const retryMs = minuteMs;

export function createNotices(ports: NoticesPorts): Notices {
  const { store, clock } = ports;
  const opened = openRecord(ports.file, clock.now());
  if (opened.setAsideAs !== null) {
    store.addAttention({ kind: 'delivered-reset', setAsideAs: path.basename(opened.setAsideAs) });
  }
  let record = opened.record;
  let saved = opened.setAsideAs === null ? record : null;
  let quietUntil = clock.monotonic() + longestAwaitMs;
  const showing = new Set<string>();
  let retryAt = -Infinity;

  function save(): void {
    if (record === saved) return;
    writeFileAtomic.sync(ports.file, JSON.stringify(record), { mode: 0o600 });
    saved = record;
  }

  async function show(notice: Notice): Promise<void> {
    showing.add(notice.id);
    const outcome = await ports.notifier.show(notice, () => {
      ports.open(notice.target);
    });
    showing.delete(notice.id);
    if (outcome.ok) {
      record = noticeTold(record, notice, clock.now());
      save();
      store.dropAttention('notices');
      ports.planAgain();
      return;
    }
    // It stays due: a desktop that refuses now is asked again later, not in a circle.
    retryAt = clock.monotonic() + retryMs;
    store.addAttention({ kind: 'notices', failure: outcome.failure });
  }

  return {
    plan(now) {
      const waitMs = quietUntil - clock.monotonic();
      if (waitMs > 0) return now + waitMs;
      const plan = planNotices({
        snapshot: store.read(),
        record,
        now,
        awakeMs: clock.monotonic(),
      });
      record = plan.record;
      save();
      const heldMs = retryAt - clock.monotonic();
      if (heldMs > 0) return Math.min(plan.nextAt, now + heldMs);
      for (const notice of plan.due) if (!showing.has(notice.id)) void show(notice);
      return plan.nextAt;
    },
    awaitRead() {
      quietUntil = clock.monotonic() + longestAwaitMs;
    },
    readEnded() {
      if (store.read().workspaces.some(({ read }) => read.reading)) return;
      quietUntil = clock.monotonic();
      ports.planAgain();
    },
    test: () => ports.notifier.show(testNotice(clock.now()), () => undefined),
  };
}

function openRecord(
  file: string,
  now: Instant,
): { readonly record: NoticeRecord; readonly setAsideAs: string | null } {
  if (!existsSync(file)) return { record: emptyRecord(), setAsideAs: null };
  const record = readNoticeRecord(parsed(readFileSync(file, 'utf8')));
  if (record !== null) return { record, setAsideAs: null };
  const setAsideAs = `${file}.damaged-${now}`;
  renameSync(file, setAsideAs);
  return { record: recordAfterDamage(now), setAsideAs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A damaged record is set aside like one of another shape.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
