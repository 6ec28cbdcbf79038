import type { NoticeRecord } from '../../core/contract/notices.ts';
import { readNoticeRecord } from '../../core/contract/notices.ts';
import type { Preferences, Snapshot, WorkspaceState } from '../../core/contract/snapshot.ts';
import type { Entry } from '../../core/schedule/model.ts';
import { aDuty, aRead, aSnapshot, aWorkspace, at } from './snapshots.ts';
import { emptyRecord, noticeTold, planNotices, type Notice } from '../../core/tray/notices.ts';

/** A desktop that accepts notices, a disk that keeps the record, and a clock set by hand. */
export class NoticeDesk {
  record: NoticeRecord;
  readonly shown: { readonly at: number; readonly notice: Notice }[] = [];
  accepts = true;
  #awakeMs = 0;
  #lastAt: number | null = null;

  constructor(record = emptyRecord()) {
    this.record = record;
  }

  /** Plans at an instant as an awake app would; returns what was shown. */
  look(snapshot: Snapshot, now: number): Notice[] {
    if (this.#lastAt !== null && now > this.#lastAt) this.#awakeMs += now - this.#lastAt;
    this.#lastAt = now;
    const plan = planNotices({ snapshot, record: this.record, now, awakeMs: this.#awakeMs });
    this.record = plan.record;
    if (!this.accepts) return [];
    for (const notice of plan.due) {
      this.record = noticeTold(this.record, notice, now);
      this.shown.push({ at: now, notice });
    }
    return [...plan.due];
  }

  /** When the app would look again by itself. */
  nextAt(snapshot: Snapshot, now: number): number {
    return planNotices({ snapshot, record: this.record, now, awakeMs: this.#awakeMs }).nextAt;
  }

  /** Looks at every time the plan asks for, from one instant to another. */
  run(snapshotAt: (now: number) => Snapshot, from: number, to: number): Notice[] {
    const before = this.shown.length;
    for (let now = from; now < to;) {
      this.look(snapshotAt(now), now);
      now = this.nextAt(snapshotAt(now), now);
    }
    return this.shown.slice(before).map((it) => it.notice);
  }

  /** Time passes without the app. */
  sleep(): void {
    this.#lastAt = null;
  }

  /** The app ends and starts again with what is on disk. */
  restart(): void {
    const read = readNoticeRecord(JSON.parse(JSON.stringify(this.record)));
    if (read === null) throw new Error('the record did not survive the disk');
    this.record = read;
    this.#awakeMs = 0;
    this.#lastAt = null;
  }
}

/** Ana's shift on a Friday night, after Mira and before Jonas. */
export const oneShift = [
  aDuty('mira', '2026-11-27T09:00Z', '2026-11-27T18:00Z'),
  aDuty('ana', '2026-11-27T18:00Z', '2026-11-28T09:00Z'),
  aDuty('jonas', '2026-11-28T09:00Z', '2026-11-29T09:00Z'),
];

/** Well before it. */
export const early = at('2026-11-20T00:00Z');

/** What differs from Ana's one shift, just read. */
export interface SeenParts {
  readonly entries?: readonly Entry[];
  readonly workspace?: Partial<WorkspaceState>;
  readonly preferences?: Partial<Preferences>;
  readonly attention?: Snapshot['attention'];
}

/** A snapshot whose workspace was just read; I am Ana. */
export function seen(
  now: number,
  { entries = oneShift, workspace = {}, preferences = {}, attention = [] }: SeenParts = {},
): Snapshot {
  const fresh = aWorkspace(entries, '2026-01-01', { me: 'ana', read: aRead(now), ...workspace });
  return aSnapshot([fresh], { preferences, attention });
}
