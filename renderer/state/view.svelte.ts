import type { TeamId } from '../../core/schedule/model.ts';
import { firstWeekday } from '../../core/time/format.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { WatchedTeam } from '../../core/tray/workspace.ts';
import {
  dayOf,
  spanOf,
  spanOfDays,
  stepped,
  type Span,
  type Zoom,
} from '../editor/timeline/span.ts';
import type { AppState } from './app.svelte.ts';

export type Screen = 'timeline' | 'list' | 'load' | 'clocks' | 'problems';

/** Which time and teams of the schedule are on screen, and how. */
export class View {
  readonly app: AppState;
  screen = $state.raw<Screen>('timeline');
  zoom = $state.raw<Zoom>('week');
  /** Days since 1970-01-01; null follows today. */
  anchor = $state.raw<number | null>(null);
  /** Null shows every team. */
  chosenTeamId = $state.raw<TeamId | null | undefined>(undefined);

  readonly today = $derived.by(() => dayOf(this.app.table, this.app.now));
  readonly span: Span = $derived.by(() =>
    spanOf(this.app.table, this.zoom, this.anchor ?? this.today, firstWeekday(this.app.locale)),
  );
  /** First and last day the load is weighed over; null weighs the quarter around the anchor. */
  loadDays = $state.raw<readonly [number, number] | null>(null);
  readonly spanShown: Span = $derived.by(() => {
    if (this.screen !== 'load') return this.span;
    return this.loadDays === null
      ? spanOf(this.app.table, 'quarter', this.anchor ?? this.today, 1)
      : spanOfDays(this.app.table, ...this.loadDays);
  });
  readonly teams: readonly WatchedTeam[] = $derived.by(() => this.app.watched?.teams ?? []);
  readonly teamsShown: readonly WatchedTeam[] = $derived.by(() => {
    if (this.chosenTeamId === null) return this.teams;
    const chosen = this.teams.find((it) => it.id === this.chosenTeamId);
    return chosen === undefined ? this.teams.slice(0, 1) : [chosen];
  });

  constructor(app: AppState) {
    this.app = app;
  }

  step(by: -1 | 1): void {
    if (this.screen === 'load' && this.loadDays !== null) {
      const [first, last] = this.loadDays;
      const days = by * (last - first + 1);
      this.loadDays = [first + days, last + days];
      return;
    }
    this.anchor = stepped(
      this.screen === 'load' ? 'quarter' : this.zoom,
      this.anchor ?? this.today,
      by,
    );
  }

  /** The day an instant is on, in the zone on screen. */
  dayOf(at: Instant): number {
    return dayOf(this.app.table, at);
  }

  goToday(): void {
    this.anchor = null;
    this.loadDays = null;
  }
}
