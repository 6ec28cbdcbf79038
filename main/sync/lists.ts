import type { Failure, Outcome } from '../../core/contract/failure.ts';
import type { Incompleteness } from '../../core/contract/snapshot.ts';
import type { CustomerId, Entry } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import { minuteMs, type Instant } from '../../core/time/instant.ts';
import type { ScheduleReply } from '../pinghome/client.ts';

/** What the newest good read of one customer brought. */
interface CustomerList {
  readonly entries: readonly Entry[];
  readonly skipped: number;
  readonly morePages: boolean;
  /** Null after a start from the cache: what was read then is not known byte for byte. */
  readonly etag: string | null;
  readonly digest: string | null;
  /** PingHome's refusal since; the entries stay. */
  readonly refused: Failure | null;
  /** Order of the reads' starts; an answer to an older question never replaces a newer one. */
  readonly order: number;
}

/** For this long after a write of ours a missing entry must be missing twice. */
const afterWriteMs = 2 * minuteMs;

/** The lists of all customers of one workspace, each as it was last well read. */
export class CustomerLists {
  #lists = new Map<string, CustomerList>();
  #missingOnce = new Set<string>();
  #ourGone = new Set<string>();
  #wroteAt: Instant | null = null;
  #order = 0;

  /** The lists, the newest read last. */
  get entries(): readonly (readonly Entry[])[] {
    return [...this.#lists.values()].sort((a, b) => a.order - b.order).map((list) => list.entries);
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
      const nothing = { skipped: 0, morePages: false, etag: null, digest: null, refused: null };
      this.#lists.set(sameId(id), { ...nothing, entries, order: 0 });
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

  noteWrite(at: Instant): void {
    this.#wroteAt = at;
  }

  /** We removed it and saw it gone: no second look is needed. */
  noteGone(memberId: string, createdAt: string): void {
    this.#ourGone.add(rowKey(memberId, createdAt));
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
    now: Instant,
  ): Failure | null {
    const id = sameId(customerId);
    const held = this.#lists.get(id) ?? null;
    if (held !== null && order < held.order) return null;
    if (!outcome.ok) return this.#refuse(id, held, order, outcome.failure);
    if (outcome.value.kind === 'unchanged') {
      if (held !== null) this.#lists.set(id, { ...held, order, refused: null });
      return null;
    }
    const { skipped, morePages, etag, digest } = outcome.value;
    const whole = skipped === 0 && !morePages;
    const kept =
      held === null ? [] : this.#stillExpected(held.entries, outcome.value.entries, whole, now);
    const entries = [...kept, ...outcome.value.entries];
    // With entries kept back the next reply must be looked at again, also when it is the same.
    const seen = kept.length > 0 ? { etag: null, digest: null } : { etag, digest };
    this.#lists.set(id, { entries, skipped, morePages, ...seen, refused: null, order });
    return null;
  }

  #refuse(id: string, held: CustomerList | null, order: number, failure: Failure): Failure | null {
    if (failure.kind !== 'forbidden' && failure.kind !== 'not-found') return failure;
    const nothing = { entries: [], skipped: 0, morePages: false, etag: null, digest: null };
    this.#lists.set(id, { ...(held ?? nothing), order, refused: failure });
    return null;
  }

  /** Entries missing from a read that one read alone may not remove. */
  #stillExpected(
    old: readonly Entry[],
    next: readonly Entry[],
    whole: boolean,
    now: Instant,
  ): Entry[] {
    const recent = this.#wroteAt !== null && Math.abs(now - this.#wroteAt) < afterWriteMs;
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

const rowKey = (memberId: string, createdAt: string) => `${sameId(memberId)} ${createdAt}`;
const keyOf = ({ memberId, createdAt }: Entry) =>
  memberId === null || createdAt === null ? '' : rowKey(memberId, createdAt);
