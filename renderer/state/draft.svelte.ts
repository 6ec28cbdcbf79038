import { checkEntryBody } from '../../core/contract/entry-body.ts';
import type { Failure, FieldError } from '../../core/contract/failure.ts';
import type {
  Entry,
  Interpretation,
  MemberId,
  Rule,
  TeamId,
  WorkspaceId,
} from '../../core/schedule/model.ts';
import type { EntryField, Problem } from '../../core/schedule/problems.ts';
import { fieldLabel, problemText } from '../../core/text/problem.ts';
import { isoOf } from '../../core/time/iso.ts';
import { firstPicks, merged, type ComparedField, type Pick } from '../editor/inspector/compared.ts';
import { spelledOut } from '../editor/inspector/new-rule.ts';
import { History } from './history.svelte.ts';

/** Somebody else wrote too: three versions, and what was picked from which. */
export interface Conflict {
  /** What was wanted: to save mine, or to delete the entry. */
  readonly wanted: 'save' | 'delete';
  /** Who was to have it. */
  readonly memberId: MemberId;
  readonly base: Rule;
  readonly theirs: Entry | null;
  readonly mine: Rule;
  readonly picks: Readonly<Record<ComparedField, Pick>>;
}

/** What a draft changes. */
interface Version {
  readonly memberId: MemberId;
  readonly rule: Rule;
}

/** An entry being written: what it was, what it would be, and what is wrong with that. */
export class Draft {
  /** The entry as it was when the change began; null for a new one. */
  readonly base: Entry | null;
  /** Where it is saved, whichever workspace is on screen by then. */
  readonly workspaceId: WorkspaceId;
  readonly interpretation: Interpretation;
  readonly #began: Version;
  readonly #history = new History<Version>();
  teamId = $state.raw<TeamId>('');
  memberId = $state.raw<MemberId>('');
  rule = $state.raw<Rule>({} as Rule);
  busy = $state.raw<'save' | 'delete' | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** With such a failure it is not known whether the change arrived. */
  lost = $state.raw(false);
  conflict = $state.raw<Conflict | null>(null);
  /** What PingHome said about fields; gone as soon as that field is changed. */
  refused = $state.raw<readonly FieldError[]>([]);

  readonly problems: readonly Problem[] = $derived.by(() =>
    checkEntryBody(bodyOf(this.memberId, this.rule), this.interpretation),
  );
  readonly changed = $derived.by(
    () =>
      this.base === null ||
      this.memberId !== this.#began.memberId ||
      JSON.stringify(this.rule) !== JSON.stringify(this.#began.rule),
  );
  readonly blocked = $derived(this.problems.some((it) => it.severity === 'error'));

  constructor(
    from: {
      base: Entry | null;
      workspaceId: WorkspaceId;
      teamId: TeamId;
      memberId: MemberId;
      rule: Rule;
    },
    interpretation: Interpretation,
  ) {
    this.base = from.base;
    this.workspaceId = from.workspaceId;
    this.interpretation = interpretation;
    this.teamId = from.teamId;
    this.memberId = from.memberId;
    this.rule = spelledOut(from.rule, interpretation);
    this.#began = { memberId: this.memberId, rule: this.rule };
  }

  get readOnly(): Entry['readOnly'] {
    return this.base?.readOnly ?? null;
  }

  /** The id it is drawn under. */
  get id(): string {
    return this.base?.id ?? draftId;
  }

  change(part: Partial<Rule>, ...fields: EntryField[]): void {
    this.#history.remember(
      this.#version,
      fieldLabel(fields[0] ?? 'team_member_id'),
      isTyped(fields),
    );
    this.rule = { ...this.rule, ...part };
    this.#forget(fields);
  }

  assign(memberId: MemberId): void {
    this.#history.remember(this.#version, fieldLabel('team_member_id'));
    this.memberId = memberId;
    this.#forget(['team_member_id']);
  }

  /** All of it at once, as when its shift is moved. */
  become(memberId: MemberId, rule: Rule): void {
    this.#history.remember(this.#version, 'Move');
    this.#restore({ memberId, rule: spelledOut(rule, this.interpretation) });
  }

  /** What undo takes back and redo does again: a field, or a move. Null where there is nothing. */
  get undoable(): string | null {
    return this.conflict === null && this.busy === null ? this.#history.undoable : null;
  }

  get redoable(): string | null {
    return this.conflict === null && this.busy === null ? this.#history.redoable : null;
  }

  undo(): void {
    if (this.undoable !== null) this.#restore(this.#history.back(this.#version));
  }

  redo(): void {
    if (this.redoable !== null) this.#restore(this.#history.forth(this.#version));
  }

  get #version(): Version {
    return { memberId: this.memberId, rule: this.rule };
  }

  #restore({ memberId, rule }: Version): void {
    this.memberId = memberId;
    this.rule = rule;
    this.refused = [];
    this.failure = null;
  }

  reset(): void {
    this.#history.remember(this.#version, 'Discard');
    this.#restore(this.#began);
    this.conflict = null;
  }

  /** Shows what somebody else wrote meanwhile; where only they changed a part, theirs is taken. */
  meet(base: Rule, theirs: Entry | null, wanted: Conflict['wanted'] = 'save'): void {
    const mine = this.rule;
    const rule = theirs?.rule ?? mine;
    const picks = firstPicks(base, mine, rule, this.interpretation);
    this.conflict = { wanted, memberId: this.memberId, base, theirs, mine, picks };
    this.#merge();
  }

  pick(field: ComparedField, from: Pick): void {
    if (this.conflict === null) return;
    this.conflict = { ...this.conflict, picks: { ...this.conflict.picks, [field]: from } };
    this.#merge();
  }

  /** Settles whose the entry is to be, in a conflict. */
  giveTo(memberId: MemberId): void {
    this.memberId = memberId;
  }

  /** The same values as a new entry, for what was deleted meanwhile. */
  asNew(): Draft {
    const { workspaceId, teamId, memberId, rule } = this;
    return new Draft({ base: null, workspaceId, teamId, memberId, rule }, this.interpretation);
  }

  #merge(): void {
    const { conflict } = this;
    if (conflict === null || conflict.theirs === null || conflict.wanted === 'delete') return;
    const theirs = spelledOut(conflict.theirs.rule, this.interpretation);
    this.rule = merged(conflict.mine, theirs, conflict.picks);
  }

  /** Whether the form has a place for what is said about a field. */
  hasField(field: string): boolean {
    return formFields.some((it) => it === field);
  }

  /** What stands under a field: our own checks first, then PingHome's words. */
  errorsAt(field: EntryField): string[] {
    const own = this.problems.filter((it) => it.field === field && it.severity === 'error');
    const theirs = this.refused.filter((it) => it.field === field).map((it) => it.message);
    return [...own.map(atField), ...theirs].filter((it, i, all) => all.indexOf(it) === i);
  }

  warningsAt(field: EntryField): string[] {
    return this.problems
      .filter((it) => it.field === field && it.severity === 'warning')
      .map(atField);
  }

  /** The entry this draft would be, for drawing it before it is saved. */
  asEntry(): Entry {
    return {
      id: this.id,
      teamId: this.teamId,
      memberId: this.memberId,
      createdAt: this.base?.createdAt ?? null,
      rule: this.rule,
      readOnly: null,
      notes: [],
      extra: {},
      etag: null,
    };
  }

  #forget(fields: readonly EntryField[]): void {
    this.refused = this.refused.filter((it) => !fields.some((field) => field === it.field));
    this.failure = null;
  }
}

const formFields: readonly EntryField[] = [
  'team_member_id',
  'months_of_year',
  'weeks_of_month',
  'week_days',
  'start_time',
  'end_time',
  'start_date',
  'end_date',
];

/** Letters typed one after the other into a field are one change of it. */
function isTyped(fields: readonly EntryField[]): boolean {
  return fields.some((it) => typedFields.includes(it));
}

const typedFields: readonly EntryField[] = ['start_time', 'end_time', 'start_date', 'end_date'];

/** The id under which a new entry is drawn before PingHome has given it a key. */
export const draftId = 'draft';

/** Unlike a rule to send, an empty list here is nothing chosen: a problem, never "all". */
function bodyOf(memberId: MemberId, rule: Rule): Record<string, unknown> {
  return {
    team_member_id: memberId,
    start_date: rule.startDate === null ? null : isoOf(rule.startDate),
    end_date: rule.endDate === null ? null : isoOf(rule.endDate),
    months_of_year: rule.monthsOfYear,
    weeks_of_month: rule.weeksOfMonth,
    week_days: rule.weekDays,
    start_time: rule.startTime,
    end_time: rule.endTime === '24:00:00' ? '23:59:59' : rule.endTime,
  };
}

/** The field's label stands above the words already. */
function atField(problem: Problem): string {
  const words = problemText(problem).slice(fieldLabel(problem.field).length + 2);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
