import path from 'node:path';
import type { Outcome } from '../core/contract/failure.ts';
import type { ViewRequest } from '../core/contract/ipc.ts';
import type { Instant } from '../core/time/instant.ts';
import { minuteMs, secondMs } from '../core/time/instant.ts';
import { noticeTold, planNotices, testNotice, type Notice } from '../core/tray/notices.ts';
import type { Notifier } from './adapters/notifier.ts';
import type { Clock } from './clock.ts';
import { createPatience } from './notice-patience.ts';
import { openRecordFile } from './notice-record.ts';
import type { Store } from './store.ts';

export interface NoticesPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Whether the desktop says that its person is not to be disturbed. */
  readonly doNotDisturb: () => Promise<boolean>;
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
  /** What the desktop was given is answered for and on disk. */
  settled(): Promise<void>;
}

/** A waking app waits this long for its first read before it speaks from what it knew. */
const longestAwaitMs = 10 * secondMs;

/** A desktop that refused a notice is asked again after this long. */
const retryMs = minuteMs;

export function createNotices(ports: NoticesPorts): Notices {
  const { store, clock } = ports;
  const file = openRecordFile(ports.file, clock.now());
  if (file.setAsideAs !== null) {
    store.addAttention({ kind: 'delivered-reset', setAsideAs: path.basename(file.setAsideAs) });
  }
  let record = file.record;
  let quietUntil = clock.monotonic() + longestAwaitMs;
  const patience = createPatience(clock);
  let telling: Promise<void> | null = null;
  let retryAt = -Infinity;

  /** A disk that takes nothing is told of; what was told is known until quit, and saved later. */
  function save(): boolean {
    const failure = file.save(record);
    if (failure === null) store.dropAttention('notices-unsaved');
    else store.addAttention({ kind: 'notices-unsaved', detail: failure });
    return failure === null;
  }

  /** One batch at a time: what is on its way must not be planned into another notice. */
  async function tell(due: readonly Notice[]): Promise<void> {
    const asks = due.some(({ kind }) => kind !== 'attention');
    const held = asks && (await ports.doNotDisturb());
    if (asks) patience.note(held);
    const now = clock.now();
    await Promise.all(
      due
        .filter((notice) => !held || !patience.canWait(notice, now))
        .map((notice) => show(held ? withoutSound(notice) : notice)),
    );
  }

  async function show(notice: Notice): Promise<void> {
    const outcome = await ports.notifier.show(notice, () => {
      ports.open(notice.target);
    });
    if (outcome.ok) {
      record = noticeTold(record, notice, clock.now());
      save();
      store.dropAttention('notices');
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
      const nextAt = save() ? plan.nextAt : Math.min(plan.nextAt, now + retryMs);
      const heldMs = retryAt - clock.monotonic();
      if (heldMs > 0) return Math.min(nextAt, now + heldMs);
      const due = plan.due.filter((notice) => patience.isOver(notice, now));
      if (due.length > 0 && telling === null) {
        telling = tell(due).finally(() => {
          telling = null;
          // What was told, held back or refused decides when to look again.
          ports.planAgain();
        });
      }
      return Math.min(nextAt, patience.nextAt(now));
    },
    awaitRead() {
      quietUntil = clock.monotonic() + longestAwaitMs;
    },
    readEnded() {
      // Every poll ends here; only one that was waited for lets anything be planned anew.
      if (quietUntil <= clock.monotonic()) return;
      if (store.read().workspaces.some(({ read }) => read.reading)) return;
      quietUntil = clock.monotonic();
      ports.planAgain();
    },
    test: () => ports.notifier.show(testNotice(clock.now()), () => undefined),
    async settled() {
      await telling;
      save();
    },
  };
}

/** Attention passes as it is; what is handed over in spite of "do not disturb" is not heard. */
function withoutSound(notice: Notice): Notice {
  return notice.kind === 'attention' ? notice : { ...notice, silent: true };
}
