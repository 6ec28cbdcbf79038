import { createContext } from 'svelte';
import type { ViewRequest } from '../../core/contract/ipc.ts';
import { isLocking } from '../../core/contract/pending.ts';
import type { Command, EditContext } from '../../core/schedule/edit/command.ts';
import {
  propose,
  proposedSchedule,
  type Proposal,
  type Proposed,
} from '../../core/schedule/edit/proposal.ts';
import type { Entry, MemberId, TeamId, WorkspaceId } from '../../core/schedule/model.ts';
import { sameId, type Schedule } from '../../core/schedule/schedule.ts';
import type { Shift } from '../../core/schedule/shifts.ts';
import type { Instant, Interval } from '../../core/time/instant.ts';
import { hourMs } from '../../core/time/instant.ts';
import { instantOf, zoneTable } from '../../core/time/zone.ts';
import type { WatchedTeam } from '../../core/tray/workspace.ts';
import { ruleFor } from '../editor/inspector/new-rule.ts';
import { foundIn, type Found } from '../editor/problems/found.ts';
import { minuteOf } from '../editor/rail/standing.ts';
import { withEntry } from '../editor/preview.ts';
import type { Opened } from '../editor/timeline/row-views.ts';
import { rowsOf, type Row } from '../editor/timeline/rows.ts';
import type { AppState } from './app.svelte.ts';
import { Draft, draftId } from './draft.svelte.ts';
import { Moving } from './moving.svelte.ts';
import { RowFilter } from './row-filter.svelte.ts';
import { Steps } from './steps.svelte.ts';
import { blank, type Task, type TaskKind } from './task.ts';
import { View } from './view.svelte.ts';

export type Dialog = 'connect' | 'sign-in' | 'delete' | 'discard' | 'keys' | 'palette' | 'export';
/** A shift to turn to: one that is on at an instant, of somebody or of anybody. */
export interface Spotlight {
  readonly teamId: TeamId | null;
  readonly at: Instant;
  readonly memberId?: MemberId;
  /** Whether it is opened too. */
  readonly open?: boolean;
}

/** What the editor window looks at, and what is worked on in it. */
export class EditorState extends View {
  /** Which rows are let through. */
  readonly filter: RowFilter = new RowFilter(this);
  draft = $state.raw<Draft | null>(null);
  /** The shift the draft was opened from; other entries may take part in it. */
  selected = $state.raw<Shift | null>(null);
  dialog = $state.raw<Dialog | null>(null);
  /** What to do once an unsaved draft has been given up. */
  afterDiscard = $state.raw<() => void>(() => undefined);
  said = $state.raw('');
  /** A shift to turn to, once it is drawn. */
  spotlight = $state.raw<Spotlight | null>(null);
  /** Where to look once there is something to look at. */
  lookLater = $state.raw<ViewRequest | null>(null);
  /** Where there is no room for the rail beside the schedule: whether it lies over it. */
  railOpen = $state.raw(false);
  /** The welcome beside the sample has been put away. */
  welcomed = $state.raw(false);
  /** The guided change under way; never beside a draft. */
  task = $state.raw<Task | null>(null);
  /** What the guided change comes to so far. */
  proposal = $state.raw<Proposal | null>(null);
  /** Its form is being worked out: what is proposed is not yet what it says. */
  working = $state.raw(false);
  /** The guided change says what its form began with: leaving it loses nothing. */
  untouched = $state.raw(false);
  readonly steps: Steps;
  /** Shifts dragged elsewhere that are a proposal now. */
  readonly moving: Moving = new Moving(this);

  /** The schedule as it would be with the draft or the proposal. */
  readonly schedule: Schedule | null = $derived.by(() => {
    const watched = this.app.watched;
    if (watched === null) return null;
    const workspaceId = watched.workspace.id;
    if (this.proposal !== null && this.task?.workspaceId === workspaceId)
      return proposedSchedule(watched.schedule, this.proposal);
    const draft = this.draft;
    if (draft === null || draft.workspaceId !== workspaceId) return watched.schedule;
    if (draft.blocked || !draft.changed) return watched.schedule;
    return withEntry(watched.schedule, draft.base, draft.asEntry());
  });
  #known: readonly Row[] = [];
  readonly rows: readonly Row[] = $derived.by(() => {
    if (this.schedule === null) return [];
    this.#known = rowsOf(this.schedule, this.teamsShown, this.#known);
    return this.#known.filter((row) => this.filter.lets(row));
  });

  /** Changes on whole minutes only: asking it each second would be for nothing. */
  readonly minute = $derived.by(() => minuteOf(this.app.now));
  readonly found: readonly Found[] = $derived.by(() => {
    const { watched, clock, viewerZone, complete } = this.app;
    if (watched === null) return [];
    return foundIn(watched, { now: this.minute, clock, viewerZone, complete });
  });

  /** The entry being worked on, wherever it is drawn. */
  readonly opened: Opened | null = $derived.by(() => {
    const { draft } = this;
    if (draft === null) return null;
    return { entryId: draft.base?.id ?? draftId, memberId: draft.memberId };
  });

  constructor(app: AppState) {
    super(app);
    this.steps = new Steps(app, (words) => (this.said = words));
  }

  /** Turns the timeline to a shift, or to whoever is on call in a team at an instant. */
  show(spotlight: Spotlight): void {
    const { teamId, at } = spotlight;
    if (this.chosenTeamId !== null) this.chosenTeamId = teamId;
    this.anchor = this.dayOf(at);
    this.screen = 'timeline';
    this.filter.clear();
    this.spotlight = spotlight;
  }

  nameOf(memberId: MemberId): string {
    return this.app.watched?.nameOf(memberId) ?? memberId;
  }

  entryOf(id: string): Entry | null {
    return this.app.workspace?.entries.find((it) => it.id === id) ?? null;
  }

  /** Turns to another workspace, after asking where something would be lost. */
  chooseWorkspace(id: WorkspaceId): void {
    if (id === this.app.workspace?.id) return;
    this.#leaving(() => {
      this.app.chosenWorkspaceId = id;
      this.chosenTeamId = undefined;
    });
  }

  open(shift: Shift, entryId: string | undefined = shift.entryIds[0]): void {
    if (entryId === draftId) return;
    const entry = entryId === undefined ? null : this.entryOf(entryId);
    if (entry === null || this.draft?.base?.id === entry.id) return;
    this.#leaving(() => {
      this.selected = shift;
      this.draft = this.#draftOf(entry);
    });
  }

  openEntry(entry: Entry): void {
    this.#leaving(() => {
      this.selected = null;
      this.draft = this.#draftOf(entry);
    });
  }

  /** Begins a new entry; without an interval, tomorrow's or the anchor's day from 09:00. */
  create(interval?: Interval, teamId?: TeamId | null, memberId?: MemberId): void {
    const { workspace } = this.app;
    const team = this.teams.find((it) => it.id === teamId) ?? this.teamsShown[0];
    if (workspace === null || team === undefined || team.id === null) return;
    const member = memberId ?? this.#likelyMember(team);
    const from = { base: null, workspaceId: workspace.id, teamId: team.id, memberId: member };
    const rule = ruleFor(interval ?? this.#usualInterval(), workspace.interpretation);
    this.#leaving(() => {
      this.selected = null;
      this.draft = new Draft({ ...from, rule }, workspace.interpretation);
    });
  }

  /** Opens the entry of a shift and asks whether to delete it. */
  askDelete(shift: Shift): void {
    this.open(shift);
    if (shift.entryIds.some((id) => id === this.draft?.base?.id)) this.dialog = 'delete';
  }

  /** Goes on to something else, after asking where something would be lost. */
  leave(then: () => void): void {
    this.#leaving(then);
  }

  /** Closes the inspector, after asking where something would be lost. */
  close(): void {
    this.#leaving(() => {
      this.draft = null;
      this.selected = null;
    });
  }

  closeNow(): void {
    this.draft = null;
    this.selected = null;
    this.task = null;
    this.proposal = null;
  }

  /** Begins a guided change, after asking where something would be lost. */
  begin(
    kind: TaskKind,
    from: Partial<Omit<Task, 'kind'>> = {},
    proposal: Proposal | null = null,
  ): void {
    const teamId = this.teamsShown[0]?.id ?? null;
    this.#leaving(() => {
      const workspaceId = this.app.workspace?.id;
      if (workspaceId === undefined) return;
      this.working = false;
      this.untouched = false;
      this.task = { ...blank, kind, workspaceId, teamId, ...from };
      this.proposal = proposal;
    });
  }

  /** Works out commands against what is saved, without showing or keeping the answer. */
  propose(title: string, commands: readonly Command[]): Proposed | null {
    const { workspace } = this.app;
    const context = this.editContext;
    if (workspace === null || context === null) return null;
    return propose(workspace.entries, title, commands, context);
  }

  /** What commands are judged by in this workspace; null without one. */
  get editContext(): EditContext | null {
    const { workspace } = this.app;
    if (workspace === null) return null;
    const { interpretation, leave, kind } = workspace;
    return { interpretation, leave, ids: kind === 'local' ? 'uuid' : 'opaque' };
  }

  /** Whether the proposal is what its form says, without an error, and nothing is being saved. */
  get canSaveProposal(): boolean {
    const { proposal } = this;
    if (proposal === null || this.working || this.steps.running !== null) return false;
    return !proposal.problems.some(({ problem }) => problem.severity === 'error');
  }

  /**
   * Saves the proposal as one step; its panel closes, what went wrong stays on screen. False where
   * it cannot be saved now: then nothing changes.
   */
  async saveProposal(): Promise<boolean> {
    const { proposal, task } = this;
    if (proposal === null || task === null || !this.canSaveProposal) return false;
    this.closeNow();
    await this.steps.save(proposal, task.workspaceId);
    return true;
  }

  #leaving(then: () => void): void {
    const go = (): void => {
      this.closeNow();
      then();
    };
    const kept = this.draft?.changed !== true || this.draft.busy !== null;
    if (kept && (this.proposal === null || this.untouched)) {
      go();
      return;
    }
    this.afterDiscard = then;
    this.dialog = 'discard';
  }

  #draftOf(entry: Entry): Draft {
    const { workspace } = this.app;
    if (workspace === null) throw new Error('an entry without a workspace');
    const { teamId, memberId, rule } = entry;
    const of = { workspaceId: workspace.id, teamId: teamId ?? '', memberId: memberId ?? '' };
    return new Draft({ base: entry, ...of, rule }, workspace.interpretation);
  }

  #likelyMember(team: WatchedTeam): MemberId {
    const me = team.memberIds.find((id) => this.app.watched?.isMe(id) === true);
    return me ?? team.memberIds[0] ?? '';
  }

  #usualInterval(): Interval {
    const table = zoneTable(this.app.scheduleZone);
    const day = this.anchor ?? this.today + 1;
    const start = instantOf(table, day * 24 * hourMs + 9 * hourMs);
    return { start, end: instantOf(table, (day + 1) * 24 * hourMs + 9 * hourMs) };
  }

  get search(): string {
    return this.filter.search;
  }

  set search(words: string) {
    this.filter.search = words;
  }

  /** Who an entry can be given to: the team's members, and whoever it belongs to now. */
  membersFor(draft: Draft): { value: MemberId; label: string }[] {
    const listed = this.teams.find((it) => it.id === draft.teamId)?.memberIds ?? [];
    const known = listed.some((id) => sameId(id) === sameId(draft.memberId));
    const ids = known ? listed : [...listed, draft.memberId];
    return ids.map((id) => ({ value: id, label: this.nameOf(id) }));
  }

  /** Whether the draft's entry waits to be shown by PingHome. */
  pendingOf(draft: Draft): boolean {
    const { teamId = null, memberId = null, createdAt = null } = draft.base ?? {};
    if (teamId === null || memberId === null || createdAt === null) return false;
    const key = { memberId, createdAt };
    return (this.app.workspace?.pending ?? []).some((it) => isLocking(it, teamId, key));
  }
}

export const [useEditor, provideEditor] = createContext<EditorState>();
