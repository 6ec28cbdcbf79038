import type { Failure, Outcome } from '../../core/contract/failure.ts';
import type { Incompleteness } from '../../core/contract/snapshot.ts';
import type { CustomerId, Entry, EntryKey } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { minuteMs } from '../../core/time/instant.ts';
import type { ScheduleReply } from '../pinghome/client.ts';

/** What the newest good read of one customer brought. */
interface CustomerList {
  readonly entries: readonly Entry[];
  /** How many of the first of them the read did not bring: one read alone may not remove them. */
  readonly kept: number;
  readonly skipped: number;
  readonly morePages: boolean;
  /** Null after a start from the cache: what was read then is not known byte for byte. */
  readonly etag: string | null;
  readonly digest: string | null;
  /** PingHome's refusal since; the entries stay. */
  readonly refused: Failure | null;
  /** Order of the reads' starts; an answer to an older question never replaces a newer one. */
  readonly order: number;
  /** The order of the read that brought the entries: a refusal since makes them no newer. */
  readonly readOrder: number;
}

/** For this long after a write of ours a missing entry must be missing twice. */
const afterWriteMs = 2 * minuteMs;

const nothingRead: CustomerList = {
  entries: [],
  kept: 0,
  skipped: 0,
  morePages: false,
  etag: null,
  digest: null,
  refused: null,
  order: 0,
  readOrder: 0,
};

/** Some customers' lists right after they were asked for: what a write may be compared with. */
export interface ReadNow {
  /** Whether the read just made brought that entry. */
  readonly brought: (entry: Entry) => boolean;
  /** Whether any of them was read. */
  readonly answered: boolean;
  /** Why one of them was not. */
  readonly refused: Failure | null;
}

/** The lists of all customers of one workspace, each as it was last well read. */
export class CustomerLists {
  #lists = new Map<string, CustomerList>();
  #missingOnce = new Set<string>();
  #ourGone = new Set<string>();
  /** By the monotonic clock, as every time here. */
  #wroteAt: number | null = null;
  #order = 0;

  /** The lists, the newest read last. */
  get entries(): readonly (readonly Entry[])[] {
    const lists = [...this.#lists.values()].sort((a, b) => a.readOrder - b.readOrder);
    return lists.map((list) => list.entries);
  }

  nextOrder(): number {
    return ++this.#order;
  }

  hints(customerId: CustomerId): { etag: string | null; digest: string | null } {
    const list = this.#lists.get(sameId(customerId));
    return { etag: list?.etag ?? null, digest: list?.digest ?? null };
  }

  restore(lists: ReadonlyMap<CustomerId, readonly Entry[]>): void {
    for (const [id, entries] of lists) {
      this.#lists.set(sameId(id), { ...nothingRead, entries });
    }
  }

  /** Which entries came from which customer, for the cache. */
  sources(): ReadonlyMap<CustomerId, readonly Entry[]> {
    return new Map([...this.#lists].map(([id, list]) => [id, list.entries]));
  }

  /** Customers in whose list a member has an entry. */
  customersWith(memberId: string): CustomerId[] {
    const member = sameId(memberId);
    const has = (entry: Entry) => entry.memberId !== null && sameId(entry.memberId) === member;
    return [...this.#lists].filter(([, list]) => list.entries.some(has)).map(([id]) => id);
  }

  /** Whether the customers' lists were understood whole. */
  isWhole(customerIds: readonly CustomerId[]): boolean {
    return customerIds.every((id) => {
      const list = this.#lists.get(sameId(id));
      return list !== undefined && list.skipped === 0 && !list.morePages && list.refused === null;
    });
  }

  readNow(customerIds: readonly CustomerId[]): ReadNow {
    const lists = customerIds.flatMap((id) => this.#lists.get(sameId(id)) ?? []);
    const read = lists.filter(({ refused }) => refused === null);
    const brought = new Set(read.flatMap(({ entries, kept }) => entries.slice(kept).map(keyOf)));
    return {
      // Its team may be one that only the roster tells.
      brought: (entry) =>
        brought.has(keyOf(entry)) || brought.has(keyOf({ ...entry, teamId: null })),
      answered: read.length > 0,
      refused: lists.find(({ refused }) => refused !== null)?.refused ?? null,
    };
  }

  noteWrite(at: number): void {
    this.#wroteAt = at;
  }

  /** We removed it and saw it gone: no second look is needed. */
  noteGone(teamId: string, { memberId, createdAt }: EntryKey): void {
    for (const team of [teamId, null]) this.#ourGone.add(rowKey(team, memberId, createdAt));
  }

  /** Customers no longer watched. */
  keepOnly(customerIds: readonly CustomerId[]): boolean {
    const wanted = new Set(customerIds.map(sameId));
    const gone = [...this.#lists.keys()].filter((id) => !wanted.has(id));
    for (const id of gone) this.#lists.delete(id);
    return gone.length > 0;
  }

  /** Takes in the answer to one read; the failure comes back unless it is a refusal. */
  take(
    customerId: CustomerId,
    order: number,
    outcome: Outcome<ScheduleReply>,
    now: number,
  ): Failure | null {
    const id = sameId(customerId);
    const held = this.#lists.get(id) ?? null;
    if (held !== null && order < held.order) return null;
    if (!outcome.ok) return this.#refuse(id, held, order, outcome.failure);
    if (outcome.value.kind === 'unchanged') {
      if (held !== null) this.#lists.set(id, { ...held, order, readOrder: order, refused: null });
      return null;
    }
    const { skipped, morePages, etag, digest } = outcome.value;
    const whole = skipped === 0 && !morePages;
    const missing =
      held === null ? [] : this.#stillExpected(held.entries, outcome.value.entries, whole, now);
    const kept = missing.length;
    const entries = [...missing, ...outcome.value.entries];
    // With entries kept back the next reply must be looked at again, also when it is the same.
    const seen = kept > 0 ? { etag: null, digest: null } : { etag, digest };
    const read = { entries, kept, skipped, morePages, ...seen };
    this.#lists.set(id, { ...read, refused: null, order, readOrder: order });
    return null;
  }

  #refuse(id: string, held: CustomerList | null, order: number, failure: Failure): Failure | null {
    if (failure.kind !== 'forbidden' && failure.kind !== 'not-found') return failure;
    this.#lists.set(id, { ...(held ?? nothingRead), order, refused: failure });
    return null;
  }

  /** Entries missing from a read that one read alone may not remove. */
  #stillExpected(
    old: readonly Entry[],
    next: readonly Entry[],
    whole: boolean,
    now: number,
  ): Entry[] {
    const recent = this.#wroteAt !== null && now - this.#wroteAt < afterWriteMs;
    if (!recent) {
      this.#missingOnce.clear();
      this.#ourGone.clear();
      return [];
    }
    const here = new Set(next.map(keyOf));
    for (const key of here) this.#missingOnce.delete(key);
    return old.filter((entry) => {
      const key = keyOf(entry);
      if (key === '' || here.has(key) || this.#ourGone.has(key)) return false;
      if (this.#missingOnce.has(key) && whole) return false;
      if (whole) this.#missingOnce.add(key);
      return true;
    });
  }

  /** What keeps the lists from being the whole truth. */
  incomplete(): Incompleteness[] {
    const lists = [...this.#lists];
    const skipped = lists.reduce((sum, [, list]) => sum + list.skipped, 0);
    const found: Incompleteness[] = [];
    if (skipped > 0) found.push({ kind: 'entries-skipped', count: skipped });
    for (const [memberId, { refused }] of lists) {
      if (refused !== null) found.push({ kind: 'member-refused', memberId, failure: refused });
    }
    if (lists.some(([, list]) => list.morePages)) found.push({ kind: 'more-pages' });
    return found;
  }

  /** The refusal when every single customer was refused. */
  refusedByAll(): Failure | null {
    const lists = [...this.#lists.values()];
    const [first] = lists;
    return first !== undefined && lists.every(({ refused }) => refused !== null)
      ? first.refused
      : null;
  }
}

const rowKey = (teamId: string | null, memberId: string, createdAt: string) =>
  `${teamId === null ? '-' : sameId(teamId)} ${sameId(memberId)} ${createdAt}`;
const keyOf = ({ teamId, memberId, createdAt }: Entry) =>
  memberId === null || createdAt === null ? '' : rowKey(teamId, memberId, createdAt);
