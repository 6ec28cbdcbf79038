import { createContext } from 'svelte';
import type { Failure } from '../../core/contract/failure.ts';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import { restored } from '../../core/contract/snapshot-push.ts';
import type { Snapshot, Theme, WorkspaceState } from '../../core/contract/snapshot.ts';
import { failureText, type FailureText } from '../../core/text/failure.ts';
import { clockIn, type Clock } from '../../core/time/format.ts';
import type { Instant } from '../../core/time/instant.ts';
import { zoneTable, type ZoneTable } from '../../core/time/zone.ts';
import { doubtAt } from '../../core/tray/doubt.ts';
import { freshness, type Freshness } from '../../core/tray/freshness.ts';
import {
  watch,
  watchedWorkspaces,
  type Watched,
  type WatchedTeam,
} from '../../core/tray/workspace.ts';
import type { Road } from '../bridge.svelte.ts';

/** What a page knows: the newest snapshot, the time, and which workspace and zone it looks at. */
export class AppState {
  readonly road: Road;
  snapshot = $state.raw<Snapshot | null>(null);
  now = $state.raw<Instant>(0);
  /** Why there is no snapshot at all. */
  failure = $state.raw<Failure | null>(null);
  chosenWorkspaceId = $state.raw<string | null>(null);
  zoneShown = $state.raw<'schedule' | 'viewer'>('schedule');

  readonly workspaces = $derived(this.snapshot === null ? [] : watchedWorkspaces(this.snapshot));
  readonly workspace: WorkspaceState | null = $derived(
    this.workspaces.find((it) => it.id === this.chosenWorkspaceId) ?? this.workspaces[0] ?? null,
  );
  /** Null also where this runtime does not know the schedule's zone. */
  readonly watched: Watched | null = $derived(
    this.workspace === null ? null : watch(this.workspace),
  );
  readonly freshness: Freshness | null = $derived(
    this.workspace === null ? null : freshness(this.workspace, this.now),
  );
  /** Only a fresh, whole read may say that nobody is on call now. */
  readonly claimsNow = $derived(this.freshness?.state === 'fresh');
  /** A whole read, however old: what its rules leave uncovered may be drawn as a gap. */
  readonly complete = $derived(
    this.workspace !== null &&
      this.workspace.read.goodAt !== null &&
      this.workspace.read.incomplete.length === 0,
  );
  readonly scheduleZone = $derived(this.workspace?.interpretation.zone ?? 'UTC');
  readonly viewerZone = $derived(this.snapshot?.viewer.zone ?? 'UTC');
  readonly locale = $derived(this.snapshot?.viewer.locale ?? 'en-GB');
  readonly zone = $derived(this.zoneShown === 'viewer' ? this.viewerZone : this.scheduleZone);
  /** Times as they are shown in this window. */
  readonly clock: Clock = $derived(clockIn(this.zone, this.locale));
  readonly scheduleClock: Clock = $derived(clockIn(this.scheduleZone, this.locale));
  readonly table: ZoneTable = $derived(zoneTable(this.zone));
  readonly theme: Theme = $derived(this.snapshot?.preferences.theme ?? 'system');

  constructor(road: Road) {
    this.road = road;
  }

  /** Whether it may be said at an instant that nobody is on call in a team. */
  claimsOf(team: WatchedTeam, at: Instant): boolean {
    return this.claimsNow && this.watched !== null && !doubtAt(this.watched, team, at).active;
  }

  /** Takes a pushed snapshot unless it is older than what is there. */
  take(snapshot: Snapshot): void {
    if (this.snapshot !== null && snapshot.revision < this.snapshot.revision) return;
    this.snapshot = snapshot;
    this.failure = null;
  }

  /** Reads the snapshot and follows its changes; returns what ends that. */
  follow(onview: (request: ViewRequest) => void = () => undefined): () => void {
    const reading = this.read();
    // A team and a day mean something only beside the schedules they are of.
    const view = (request: ViewRequest) => void reading.then(() => onview(request));
    const ends = [
      this.road.on('snapshot.changed', (push) => {
        const snapshot = restored(push, this.snapshot);
        if (snapshot === null) void this.read();
        else this.take(snapshot);
      }),
      this.road.on('view.requested', view),
    ];
    void this.road.call('view.read', {}).then((answer) => {
      if (answer.ok) view(answer.value);
    });
    return () => ends.forEach((end) => end());
  }

  async read(): Promise<void> {
    const answer = await this.road.call('snapshot.read', {});
    if (answer.ok) this.take(answer.value);
    else this.failure = answer.failure;
  }

  swapZone(): void {
    this.zoneShown = this.zoneShown === 'schedule' ? 'viewer' : 'schedule';
  }

  refresh(): void {
    void this.road.call('sync.refresh', { workspaceId: this.workspace?.id ?? null });
  }

  /** Times in sentences: in the person's own zone, whichever the window shows. */
  readonly timeText = (at: Instant) => clockIn(this.viewerZone, this.locale).time(at);
  readonly dateTimeText = (at: Instant) => clockIn(this.viewerZone, this.locale).dateTime(at);

  words(failure: Failure): FailureText {
    return failureText(failure, this.timeText);
  }
}

export const [useApp, provideApp] = createContext<AppState>();
