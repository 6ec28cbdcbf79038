import type { ViewRequest } from '../../contract/ipc.ts';
import type { Instant } from '../../time/instant.ts';
import type { Settlement } from './record.ts';

export type NoticeKind =
  | 'ahead'
  | 'starts'
  | 'running'
  | 'ends'
  | 'changed'
  | 'gap'
  | 'handoff'
  | 'attention'
  | 'catch-up';

/** What a notice says. */
export interface Words {
  readonly title: string;
  /** The title of several of one group, where theirs differ. */
  readonly sharedTitle?: string;
  readonly line: string;
}

/** A notice the rules and settings ask for, whether or not it was told. */
export interface Wanted {
  readonly kind: Exclude<NoticeKind, 'catch-up'>;
  /** The stable identity; also what one notice of several is named by. */
  readonly id: string;
  readonly dueAt: Instant;
  /** From then on it is dropped. */
  readonly usefulUntil: Instant;
  /** Wanted of the same group are one notice. */
  readonly group: string;
  /** A later notice with the same tag takes the place of this one on screen. */
  readonly tag: string;
  /** Made only when it is shown: most of what is wanted lies ahead. */
  readonly words: () => Words;
  /** When what it speaks of begins: quiet hours that end later do not hold it. */
  readonly speaksOf: Instant;
  /** Identities that this one makes needless, told or not yet. */
  readonly covers: readonly string[];
  readonly target: ViewRequest;
  readonly settles: Settlement;
}
