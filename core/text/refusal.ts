import type { Refusal } from '../schedule/edit/command.ts';
import type { CoverRefusal } from '../schedule/cover.ts';
import type { PlanProblem } from '../schedule/rotation/plan.ts';
import type { MemberId } from '../schedule/model.ts';
import type { Instant } from '../time/instant.ts';
import { moveRefusalText } from './move.ts';
import { problemText } from './problem.ts';
import { counted } from './time.ts';

/** How a person and an instant are written where the words are shown. */
export interface Wording {
  readonly nameOf: (memberId: MemberId) => string;
  readonly at: (instant: Instant) => string;
}

/** Why a change to several entries cannot be made, in sentences a person can act on. */
export function refusalText(refusal: Refusal, wording: Wording): string[] {
  switch (refusal.kind) {
    case 'problems':
      return [...new Set(refusal.problems.map(({ problem }) => problemText(problem)))];
    case 'read-only':
      return [readOnly(refusal.entryIds.length)];
    case 'unknown-entry':
      return ['Some of these entries are gone. Close this and begin again.'];
    case 'cover':
      return [coverRefusalText(refusal.refusal, wording)];
    case 'move':
      return [moveRefusalText(refusal.refusal, wording)];
    case 'nothing-to-do':
      return ['This changes nothing.'];
  }
}

/** Why one person cannot take the time of another. */
export function coverRefusalText(refusal: CoverRefusal, { nameOf, at }: Wording): string {
  switch (refusal.kind) {
    case 'same-member':
      return 'Choose two different people.';
    case 'invalid-span':
      return 'The end must be after the start, and at most ten years later.';
    case 'nothing-to-cover':
      return `${nameOf(refusal.memberId)} has no shift that starts in that time.`;
    case 'read-only':
      return readOnly(refusal.entryIds.length);
    case 'not-writable':
      return `PingHome cannot keep a date that ends at ${at(refusal.at)}: choose another minute.`;
    case 'not-equal':
      return `The result would differ from what was asked at ${at(refusal.difference.start)}, so nothing is proposed. Please report this.`;
  }
}

/** What stops a rotation plan from becoming entries. */
export function planProblemText(problem: PlanProblem, { nameOf, at }: Wording): string {
  const where = (group: number | null): string => (group === null ? '' : `Group ${group + 1}: `);
  switch (problem.kind) {
    case 'no-members':
      return `${where(problem.group)}choose at least one member.`;
    case 'no-groups':
      return 'Add at least one group.';
    case 'no-days':
      return `${where(problem.group)}choose at least one day.`;
    case 'invalid-time':
      return `${where(problem.group)}a time like 09:00 is needed.`;
    case 'invalid-date':
      return 'A date like 2026-11-24 is needed.';
    case 'invalid-turn':
      return 'A turn is at least one day, week or month.';
    case 'unknown-zone':
      return `${where(problem.group)}this computer knows no such time zone.`;
    case 'before-start':
      return 'The last day must not be before the first.';
    case 'too-long':
      return 'At most ten years can be planned at once.';
    case 'empty':
      return 'No hours fall into this range.';
    case 'not-expressible':
      return `An entry cannot say the time of ${nameOf(problem.memberId)} at ${at(problem.at)} exactly.`;
  }
}

function readOnly(count: number): string {
  return `${counted(count, 'entry', 'entries')} of these cannot be changed here; the list says why.`;
}
