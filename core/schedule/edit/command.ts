import type { BodyChecks } from '../../contract/entry-body.ts';
import type { Interval } from '../../time/instant.ts';
import type { CoverRefusal, CoverRequest } from '../cover.ts';
import type { CoverSpan } from '../cover/covered-time.ts';
import type { Entry, Interpretation, Leave, MemberId, Rule, TeamId } from '../model.ts';
import type { Problem } from '../problems.ts';
import type { FittedEntry } from '../roster-fit.ts';
import type { MoveRefusal, ShiftMove } from '../move/shift-move.ts';

/** One thing a person does to a draft; undone and redone as one step. */
export type Command =
  /** `fields` are what a form holds, in the words of the API body, checked before they count. */
  | { readonly kind: 'create'; readonly teamId: TeamId; readonly fields: unknown }
  | { readonly kind: 'change'; readonly entryId: string; readonly fields: unknown }
  /** The same parts of several rules at once. */
  | {
      readonly kind: 'change-rules';
      readonly entryIds: readonly string[];
      readonly part: Partial<Rule>;
    }
  | { readonly kind: 'assign'; readonly entryIds: readonly string[]; readonly memberId: MemberId }
  | { readonly kind: 'delete'; readonly entryIds: readonly string[] }
  | { readonly kind: 'cover'; readonly request: CoverRequest }
  | {
      readonly kind: 'swap';
      readonly teamId: TeamId;
      readonly one: { readonly memberId: MemberId; readonly span: CoverSpan };
      readonly other: { readonly memberId: MemberId; readonly span: CoverSpan };
    }
  /** Takes away all the team has within a stretch: room for what is added next. */
  | { readonly kind: 'make-room'; readonly teamId: TeamId; readonly stretch: Interval }
  | { readonly kind: 'add'; readonly teamId: TeamId; readonly entries: readonly FittedEntry[] }
  | { readonly kind: 'merge-duplicates'; readonly teamId: TeamId }
  | { readonly kind: 'move'; readonly move: ShiftMove };

/** What commands are judged by. */
export interface EditContext {
  readonly interpretation: Interpretation;
  readonly leave: readonly Leave[];
  /** `uuid` for the local workspace, whose service takes no others. */
  readonly ids: BodyChecks['ids'];
}

/** A problem of one entry; the id is null for one that was not created because of it. */
export interface EntryProblem {
  readonly entryId: string | null;
  readonly problem: Problem;
}

/** Why a command changed nothing. */
export type Refusal =
  | { readonly kind: 'problems'; readonly problems: readonly EntryProblem[] }
  | { readonly kind: 'read-only'; readonly entryIds: readonly string[] }
  | { readonly kind: 'unknown-entry'; readonly entryIds: readonly string[] }
  | { readonly kind: 'cover'; readonly refusal: CoverRefusal }
  | { readonly kind: 'move'; readonly refusal: MoveRefusal }
  /** The draft says so already. */
  | { readonly kind: 'nothing-to-do' };

/** Entries found by their ids, or why they cannot be changed. */
export type Found =
  | { readonly kind: 'found'; readonly entries: readonly Entry[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The entries of some ids, all there and all changeable. */
export function findEntries(entries: readonly Entry[], ids: readonly string[]): Found {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const found = [...new Set(ids)].map((id) => ({ id, entry: byId.get(id) }));
  const unknown = found.flatMap(({ id, entry }) => (entry === undefined ? [id] : []));
  const known = found.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
  const locked = known.filter((entry) => entry.readOnly !== null).map((entry) => entry.id);
  if (unknown.length > 0)
    return { kind: 'refused', refusal: { kind: 'unknown-entry', entryIds: unknown } };
  if (locked.length > 0)
    return { kind: 'refused', refusal: { kind: 'read-only', entryIds: locked } };
  return { kind: 'found', entries: known };
}
