import type { Failure } from '../../core/contract/failure.ts';
import type { Entry, EntryKey, Interpretation, MemberId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import type { Instant } from '../../core/time/instant.ts';
import { sleepOn } from '../clock.ts';
import { nothingSeen, type MemberView } from '../sync/member-view.ts';
import { claimOf, evidenceOf } from './evidence.ts';
import { defaultWriteLimits, type WorkParts, type WriteLimits } from './ports.ts';
import { isSettled, memberOf, type Change, type Item, type StepRecord } from './step.ts';

/** One step on the desk: its journal, the newest reads of its members, and what they prove. */
export class Desk {
  readonly parts: WorkParts;
  readonly limits: WriteLimits;
  readonly #id: string;
  readonly #onChange: () => void;
  readonly #views = new Map<string, MemberView>();
  /** Members read since the last write went out. */
  readonly #fresh = new Set<string>();
  /** What stood in the way, by change; null where the entry is gone. */
  readonly theirs = new Map<number, Entry | null>();
  /** Writes sent since the last look. */
  unread = 0;
  /** PingHome asked to be left alone until then. */
  waitsUntil: Instant | null = null;

  constructor(parts: WorkParts, stepId: string, onChange: () => void) {
    this.parts = parts;
    this.limits = { ...defaultWriteLimits, ...parts.limits };
    this.#id = stepId;
    this.#onChange = onChange;
  }

  get record(): StepRecord {
    const record = this.parts.journal.record(this.#id);
    if (record === null) throw new Error('a step that was never begun');
    return record;
  }

  get interpretation(): Interpretation {
    const workspace = this.parts.store.workspace(this.record.step.workspaceId);
    if (workspace === null) throw new Error('a write to a workspace that is gone');
    return workspace.interpretation;
  }

  item(at: number): Item {
    const item = this.record.items[at];
    if (item === undefined) throw new Error('no such change in the step');
    return item;
  }

  change(at: number): Change {
    const change = this.record.step.changes[at];
    if (change === undefined) throw new Error('no such change in the step');
    return change;
  }

  /** Places of the changes in one of the given states. */
  inState(...states: readonly Item['state'][]): number[] {
    return [...this.record.items.entries()]
      .filter(([, { state }]) => states.includes(state))
      .map(([at]) => at);
  }

  async note(at: number, item: Partial<Item>, durable = false): Promise<void> {
    await this.parts.journal.note(this.#id, at, item, durable);
    this.#onChange();
  }

  /** Waits as PingHome asked to, and says so; a cancel ends it early. */
  async wait(ms: number, stop?: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    this.waitsUntil = clock.now() + ms;
    this.#onChange();
    await sleepOn(clock)(ms, stop);
    this.waitsUntil = null;
    this.#onChange();
  }

  /** Remembers that a change goes out now: what was read before is older than it. */
  noteSending(at: number): void {
    this.parts.sentTimes.note(this.#id, at);
    this.#fresh.clear();
    this.unread++;
  }

  /** Whether nothing went out since the member of a change was read. */
  isFresh(change: Change): boolean {
    return this.#fresh.has(sameId(memberOf(change)));
  }

  async conflict(at: number, theirs: Entry | null): Promise<void> {
    this.theirs.set(at, theirs);
    await this.note(at, { state: 'conflict' });
  }

  async confirm(at: number, newKey: EntryKey | null): Promise<void> {
    const change = this.change(at);
    await this.note(at, { state: 'confirmed', newKey, failure: null });
    if (change.kind !== 'delete') return;
    this.parts.sync.noteGone(this.record.step.workspaceId, change.teamId, change.key);
  }

  viewOf(change: Change): MemberView {
    return this.#views.get(sameId(memberOf(change))) ?? nothingSeen;
  }

  /** Reads anew every member with something open, or only one, and takes in what that shows. */
  async look(only?: MemberId): Promise<Failure | null> {
    const { step, items } = this.record;
    const open = step.changes.filter((_, at) => {
      const item = items[at];
      return item !== undefined && !isSettled(item);
    });
    const members = new Map(open.map((change) => [sameId(memberOf(change)), memberOf(change)]));
    const asked = [...members].filter(([id]) => only === undefined || sameId(only) === id);
    if (asked.length === 0) return null;
    const read = await this.parts.sync.readMembers(
      step.workspaceId,
      asked.map(([, memberId]) => memberId),
    );
    if (!read.ok) return read.failure;
    for (const [at, [id]] of asked.entries()) {
      const view = read.value[at];
      if (view === undefined) continue;
      this.#views.set(id, view);
      this.#fresh.add(id);
    }
    if (only === undefined) this.unread = 0;
    await this.#takeIn();
    return null;
  }

  /** Keys that other changes have proved to be theirs. */
  claimed(except: number): Set<string> {
    return claimedKeys(this.parts.journal.records(), this.#id, except);
  }

  /** Settles whatever the newest views prove to have happened. */
  async #takeIn(): Promise<void> {
    for (const at of this.inState('sent', 'accepted')) {
      const change = this.change(at);
      const view = this.#views.get(sameId(memberOf(change)));
      if (view === undefined) continue;
      const item = this.item(at);
      const found = evidenceOf(change, item, view, this.claimed(at), this.interpretation);
      if (found.kind === 'seen') await this.confirm(at, found.key);
      else if (found.kind === 'twice')
        await this.note(at, { state: 'twice', twins: found.createdAts });
      else if (found.kind === 'theirs' && item.state === 'sent')
        await this.conflict(at, found.entry);
    }
  }

  /**
   * Looks until everything in `open` is settled, or a look begun when its time was over ended.
   * `patienceMs` is how long after it was sent a change is looked for.
   */
  async awaitSeen(
    open: () => readonly number[],
    patienceMs: number = this.limits.visibleMs,
  ): Promise<Failure | null> {
    const { clock, leaving, sentTimes } = this.parts;
    const { lookMs, leavingMs } = this.limits;
    for (let looks = 0; open().length > 0; looks++) {
      const began = clock.monotonic();
      const left = leaving.aborted;
      const failure = await this.look();
      if (open().length === 0) return null;
      // Whoever quits is not kept waiting for what cannot be read: the journal remembers it.
      if (left && failure !== null) return null;
      const agoMs = open().map((at) => sentTimes.agoMs(this.#id, at, this.item(at)));
      const until = clock.monotonic() - Math.min(...agoMs) + (left ? leavingMs : patienceMs);
      if (began >= until || (failure !== null && endsLooking(failure))) return failure;
      const pauseMs = lookMs[looks] ?? lookMs.at(-1) ?? 1_000;
      const waitMs = Math.min(pauseMs, Math.max(0, until - clock.monotonic()));
      await sleepOn(clock)(waitMs, left ? undefined : leaving);
    }
    return null;
  }
}

const endsLooking = ({ kind }: Failure) => kind === 'unauthorized' || kind === 'no-token';

/** Keys that other changes have proved to be theirs. */
function claimedKeys(records: readonly StepRecord[], stepId: string, except: number): Set<string> {
  const claims = records.flatMap(({ step, items }) =>
    step.changes.flatMap(({ teamId }, at) => {
      const newKey = items[at]?.newKey ?? null;
      const isOwn = step.id === stepId && at === except;
      return newKey === null || isOwn ? [] : [claimOf(teamId, newKey)];
    }),
  );
  return new Set(claims);
}
