import { failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import type { Incompleteness, WorkspaceState } from '../../core/contract/snapshot.ts';
import type { CustomerId, Entry, MemberId, WorkspaceId } from '../../core/schedule/model.ts';
import { sameId } from '../../core/schedule/schedule.ts';
import type { Steps } from '../../core/schedule/steps.ts';
import { dayMs, hourMs, type Instant } from '../../core/time/instant.ts';
import { readyInSteps } from '../../core/tray/workspace.ts';
import { breathe, type Clock } from '../clock.ts';
import { assemble, assembleInSteps, keepIdentity, type Assembly } from '../pinghome/assemble.ts';
import type { Client } from '../pinghome/client.ts';
import {
  emptyRoster,
  holdsEveryone,
  nameEveryone,
  readRoster,
  rosterGaps,
  watchedCustomers,
  withKnownMembers,
  type WatchedCustomers,
  type Roster,
} from '../roster.ts';
import { inSlices } from '../slices.ts';
import { createSlots } from '../slots.ts';
import type { Store } from '../store.ts';
import type { CachedAccount } from '../cache.ts';
import { worst } from './judge.ts';
import { CustomerLists } from './lists.ts';
import { memberView, type MemberView } from './member-view.ts';

export interface AccountParts {
  readonly id: WorkspaceId;
  readonly store: Store;
  readonly clock: Clock;
  readonly client: () => Client | null;
  /** Given by hand, by member or team id. */
  readonly names: () => Readonly<Record<string, string>>;
}

/** What a poll brought: the failure, and what to put into the store with it, all at once. */
export interface PollOutcome {
  readonly failure: Failure | null;
  readonly found: () => Partial<Pick<WorkspaceState, 'entries' | 'teams' | 'members'>>;
}

const nobodyWatched: Failure = { kind: 'not-allowed', detail: 'no customer is watched' };
const notStarted: Failure = { kind: 'service-down', detail: 'not started yet' };
const atATime = 4;

/** Reads one workspace's customers and roster into the store. */
export class Account {
  readonly #parts: AccountParts;
  readonly #lists = new CustomerLists();
  readonly #slots = createSlots(atATime);
  #roster: Roster = emptyRoster;
  #rosterDueAt: Instant = -Infinity;
  #published = 0;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  get roster(): Roster {
    return this.#roster;
  }

  get lists(): CustomerLists {
    return this.#lists;
  }

  restore(cached: CachedAccount): void {
    // A cache of an older version may lack some parts.
    this.#roster = { ...emptyRoster, ...cached.roster };
    this.#lists.restore(cached.lists);
    this.publish();
  }

  /** What keeps entries and names from being the whole truth. */
  incomplete(): Incompleteness[] {
    const { leftOut } = this.#watched();
    return [
      ...this.#lists.incomplete(),
      ...rosterGaps(this.#roster),
      ...(leftOut === 0 ? [] : [{ kind: 'people-left-out', count: leftOut } as const]),
    ];
  }

  customers(): readonly CustomerId[] {
    return this.#watched().ids;
  }

  #watched(): WatchedCustomers {
    const workspace = this.#parts.store.workspace(this.#parts.id);
    return watchedCustomers(workspace?.customerIds ?? [], this.#roster);
  }

  /** One poll: everybody's schedule, and the names when their day has come. */
  async readAll(signal: AbortSignal): Promise<PollOutcome> {
    const client = this.#parts.client();
    if (client === null) return { failure: notStarted, found: () => ({}) };
    const asked = this.customers();
    const names = this.#readRosterIfDue(client, signal);
    const first = await this.#readCustomers(client, asked, signal);
    await names;
    const others = this.customers().filter((id) => !asked.includes(id));
    const second = await this.#readCustomers(client, others, signal);
    const gone = this.#lists.keepOnly(this.customers());
    const changed = first.changed || second.changed || gone || (await names);
    const found = changed ? await this.#putTogether() : () => ({});
    const failure = worst([...first.failures, ...second.failures]) ?? this.#lists.refusedByAll();
    return { failure, found };
  }

  /** Asks anew for everything that shows these members' entries; each customer once. */
  async readMembers(
    memberIds: readonly MemberId[],
    signal?: AbortSignal,
  ): Promise<Outcome<readonly MemberView[]>> {
    const client = this.#parts.client();
    if (client === null) return failed(notStarted);
    const shownBy = memberIds.map((id) => this.#customersShowing(id));
    const asked = [...new Set(shownBy.flat())];
    if (asked.length === 0) return failed(nobodyWatched);
    const read = await this.#readCustomers(client, asked, signal);
    if (read.changed) this.publish();
    const failure = worst(read.failures) ?? this.#lists.refusedByAll();
    if (failure !== null) return failed(failure);
    const views = memberIds.map((id, at) =>
      memberView(this.#lists, shownBy[at] ?? [], this.#entriesOf(id)),
    );
    return { ok: true, value: views };
  }

  #customersShowing(memberId: MemberId): readonly CustomerId[] {
    const watched = this.customers();
    const own = watched.filter((id) => sameId(id) === sameId(memberId));
    const shown = new Set([...own.map(sameId), ...this.#lists.customersWith(memberId)]);
    const found = watched.filter((id) => shown.has(sameId(id)));
    return found.length === 0 ? watched : found;
  }

  #entriesOf(memberId: MemberId): Entry[] {
    const entries = this.#parts.store.workspace(this.#parts.id)?.entries ?? [];
    return entries.filter((e) => e.memberId !== null && sameId(e.memberId) === sameId(memberId));
  }

  async #readCustomers(
    client: Client,
    customerIds: readonly CustomerId[],
    signal: AbortSignal | undefined,
  ): Promise<{ failures: Failure[]; changed: boolean }> {
    const known = this.#knownIds();
    const isStopped = () => signal?.aborted === true;
    let changed = false;
    const failures = await Promise.all(
      customerIds.map((id) =>
        this.#slots.run(async () => {
          if (isStopped()) return null;
          const order = this.#lists.nextOrder();
          const hints = { ...this.#lists.hints(id), known, signal };
          const outcome = await client.readSchedule(id, hints);
          if (isStopped()) return null;
          if (!outcome.ok || outcome.value.kind !== 'unchanged') changed = true;
          return this.#lists.take(id, order, outcome, this.#parts.clock.monotonic());
        }),
      ),
    );
    return { failures: failures.filter((failure) => failure !== null), changed };
  }

  #knownIds() {
    const { teams, members } = this.#roster;
    return {
      teamIds: new Set(teams.map(({ id }) => sameId(id))),
      memberIds: new Set(members.map(({ id }) => sameId(id))),
    };
  }

  /** True when the names may have changed. A roster that cannot be had is asked for again hourly. */
  async #readRosterIfDue(client: Client, signal: AbortSignal): Promise<boolean> {
    const now = this.#parts.clock.now();
    if (now < this.#rosterDueAt) return false;
    this.#rosterDueAt = now + dayMs;
    const read = await readRoster(client, this.#slots, signal);
    if (!read.ok) {
      this.#rosterDueAt = now + (read.failure.kind === 'not-allowed' ? dayMs : hourMs);
      return false;
    }
    if (read.value.refused.some(({ failure }) => failure.kind !== 'forbidden')) {
      this.#rosterDueAt = now + hourMs;
    }
    this.#roster = withKnownMembers(read.value, this.#roster);
    return true;
  }

  /** Names are read anew with the next poll. */
  forgetNames(): void {
    this.#rosterDueAt = -Infinity;
  }

  #context({ interpretation }: WorkspaceState): Assembly {
    const everyone = holdsEveryone(this.#roster);
    return { teams: this.#roster.teams, interpretation, everyone };
  }

  /** As `publish`, over several turns of the loop; empty when something newer was published. */
  async #putTogether(): Promise<PollOutcome['found']> {
    const { store, id, names } = this.#parts;
    const begun = ++this.#published;
    await breathe();
    const workspace = store.workspace(id);
    if (workspace === null) return () => ({});
    const fresh = await this.#inSlices(
      assembleInSteps(this.#lists.entries, this.#context(workspace)),
    );
    await breathe();
    const before = store.workspace(id)?.entries ?? [];
    const entries = keepIdentity(before, fresh);
    await breathe();
    const named = nameEveryone(this.#roster, entries, names());
    await breathe();
    // What shows it first, the tray, then has little left to compute.
    const { interpretation } = workspace;
    const { now } = this.#parts.clock;
    await this.#inSlices(readyInSteps({ entries, interpretation }, before, now()));
    return () => (begun === this.#published ? { entries, ...named } : {});
  }

  #inSlices<T>(steps: Steps<T>): Promise<T> {
    return inSlices(steps, { monotonic: this.#parts.clock.monotonic, breathe });
  }

  /** Puts what is known into the store; what did not change keeps its identity. */
  publish(): void {
    const { store, id, names } = this.#parts;
    const workspace = store.workspace(id);
    if (workspace === null) return;
    this.#published++;
    const entries = keepIdentity(
      workspace.entries,
      assemble(this.#lists.entries, this.#context(workspace)),
    );
    store.changeWorkspace(id, { entries, ...nameEveryone(this.#roster, entries, names()) });
  }
}
