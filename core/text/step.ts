import type { StepItem, StepOutcome, StepSummary } from '../contract/writes.ts';
import type { Failure } from '../contract/failure.ts';
import type { MemberId } from '../schedule/model.ts';
import { failureText, type FailureText } from './failure.ts';
import { failureWord } from './freshness.ts';
import { counted, listed } from './time.ts';

type NameOf = (memberId: MemberId) => string;

const mostNames = 3;

/** What undoing a step takes back, or redoing brings back: `1 created, 2 changed · Ana Pires`. */
export function stepText(step: StepSummary, nameOf: NameOf): string {
  const counts = [
    [step.created, 'created'],
    [step.updated, 'changed'],
    [step.deleted, 'deleted'],
  ] as const;
  const parts = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const names = step.memberIds.slice(0, mostNames).map(nameOf);
  const more = step.memberIds.length - names.length;
  return `${parts.join(', ')} · ${listed(more > 0 ? [...names, `${more} more`] : names)}`;
}

/** Whether a change of a step is as it was wanted. */
export function isWell({ state }: StepItem): boolean {
  return state === 'confirmed' || state === 'already-gone' || state === 'accepted';
}

/** What became of a whole step. */
export function outcomeText(outcome: StepOutcome): string {
  const { items, state } = outcome;
  const well = items.filter(isWell).length;
  if (state === 'done' && well === items.length) return `${counted(well, 'change')} saved.`;
  return `${well} of ${counted(items.length, 'change')} saved.`;
}

/**
 * Why one change of a step is not as it was wanted; empty where it is. Only a step that `stopped`
 * can be resumed.
 */
export function itemText(item: StepItem, nameOf: NameOf, stopped: boolean): string {
  const what = { create: 'A new entry', update: 'A change', delete: 'A deletion' }[item.kind];
  const who = `${what} for ${nameOf(item.memberId)}`;
  switch (item.state) {
    case 'planned':
      return `${who} was not sent.`;
    case 'sent':
    case 'unknown':
      return `${who} was sent, but nothing shows whether it arrived. ${stopped ? 'Resume sends it again.' : 'It is not sent again by itself.'}`;
    case 'conflict':
      return `${who} was not sent: someone changed that entry meanwhile.`;
    case 'refused':
      return item.failure?.kind === 'not-allowed'
        ? `${who} was not sent: ${item.failure.detail}.`
        : `${who} was refused by PingHome${reason(item)}.`;
    case 'twice':
      return `${who} may be there twice: look at the schedule and delete one.`;
    case 'accepted':
    case 'confirmed':
    case 'already-gone':
      return '';
  }
}

function reason({ failure }: StepItem): string {
  if (failure === null) return '';
  const code = 'status' in failure ? ` (HTTP ${failure.status})` : '';
  if (failure.kind === 'rejected' || failure.kind === 'conflict') {
    const fields = failure.errors.map((error) => `${error.field}: ${error.message}`);
    if (fields.length > 0) return `${code}: ${fields.join('; ')}`;
    return failure.detail === '' ? code : `${code}: ${failure.detail}`;
  }
  if (failure.kind === 'forbidden' || failure.kind === 'not-found') return `: ${failure.detail}`;
  return code === '' ? ` (${failureWord(failure)})` : code;
}

/** Words for what made a step stop: nothing of it is sent again before it is resumed. */
export function stepFailureText(failure: Failure, at: (instant: number) => string): FailureText {
  const text = failureText(failure, at);
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'service-down':
    case 'too-large':
    case 'unreadable':
      return { ...text, remedy: 'What is saved stays; resume once PingHome answers again.' };
    case 'rate-limited':
      return { ...text, remedy: 'What is saved stays; resume then.' };
    case 'unauthorized':
    case 'no-token':
      return { ...text, remedy: 'What is saved stays; sign in again, then resume.' };
    default:
      return text;
  }
}

/** What a step that PingHome asked to wait says meanwhile. */
export const waitingText = (until: string) =>
  `PingHome asks to wait; this goes on by itself at ${until}`;
