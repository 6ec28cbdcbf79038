import type { Snapshot } from '../contract/snapshot.ts';
import { oneLine } from '../text/plain.ts';
import type { Instant } from '../time/instant.ts';
import { checkAnswer } from './check.ts';
import type { Command } from './command.ts';
import { helpText } from './help.ts';
import { nextAnswer } from './next.ts';
import { failed, printed, type Answer } from './outcome.ts';
import { whoAnswer } from './who.ts';

export type { Answer } from './outcome.ts';

/** What is known without asking PingHome: the cached state, or why there is none. */
export type Known =
  | { readonly kind: 'cached'; readonly snapshot: Snapshot }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' };

/** Whether a command needs the cache to be read first. */
export function needsCache(command: Command): boolean {
  return command.kind === 'who' || command.kind === 'next' || command.kind === 'check';
}

/** Answers a command from what is known; null when the app is to start instead. */
export function answer(
  command: Command,
  known: Known,
  version: string,
  now: Instant,
): Answer | null {
  switch (command.kind) {
    case 'app':
      return null;
    case 'version':
      return printed(`watchbill ${version}\n`);
    case 'help':
      return printed(helpText);
    case 'invalid':
      return failed(`${oneLine(command.message)}. See watchbill --help.`);
    case 'who':
    case 'next':
    case 'check':
      break;
  }
  if (known.kind === 'missing') return failed('Nothing is known yet: open Watchbill once.');
  if (known.kind === 'unreadable')
    return failed('The saved schedule can’t be read: open Watchbill once to fetch it anew.');
  switch (command.kind) {
    case 'who':
      return whoAnswer(known.snapshot, command.json, now);
    case 'next':
      return nextAnswer(known.snapshot, now);
    case 'check':
      return checkAnswer(known.snapshot, command, now);
  }
}
