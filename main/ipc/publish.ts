import { pushChannel } from '../../core/contract/channels.ts';
import type { PushName, Pushes } from '../../core/contract/ipc.ts';

/** What a push needs of a window. */
export interface Recipient {
  isDestroyed(): boolean;
  send(channel: string, value: unknown): void;
}

/** Sends a push to each window that is still there. */
export function publish<N extends PushName>(
  recipients: Iterable<Recipient>,
  name: N,
  value: Pushes[N],
): void {
  for (const recipient of recipients) {
    if (!recipient.isDestroyed()) recipient.send(pushChannel(name), value);
  }
}
