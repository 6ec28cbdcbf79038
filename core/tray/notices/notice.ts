import type { ViewRequest } from '../../contract/ipc.ts';
import type { Instant } from '../../time/instant.ts';
import type { Settlement } from './record.ts';
import type { NoticeKind } from './wanted.ts';

/** One desktop notification, in words that stay true. The body is plain text, not markup. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  /** Takes the place of an earlier notice with the same tag that is still on screen. */
  readonly tag: string;
  /** What a click opens. */
  readonly target: ViewRequest;
  readonly dueAt: Instant;
  readonly usefulUntil: Instant;
  readonly settles: Settlement;
}
