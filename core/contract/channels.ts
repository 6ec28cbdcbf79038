import type { CallName, PushName } from './ipc.ts';

/**
 * The names of `ipc.ts` as plain values, without its shapes: the preload checks names against
 * them and stays a few lines that need no parser. The compiler keeps the two files in step.
 */
const callSet: Readonly<Record<CallName, true>> = {
  'snapshot.read': true,
  'view.read': true,
  'sync.refresh': true,
  'entry.create': true,
  'entry.update': true,
  'entry.delete': true,
  'writes.bulk': true,
  'writes.cancel': true,
  'writes.resume': true,
  'writes.roll-back': true,
  'writes.leave': true,
  'writes.undo': true,
  'writes.redo': true,
  'writes.history': true,
  'account.sign-in': true,
  'workspace.test': true,
  'workspace.connect': true,
  'workspace.sign-in': true,
  'workspace.sign-in-with-password': true,
  'workspace.sign-out': true,
  'workspace.remove': true,
  'workspace.move': true,
  'workspace.change': true,
  'names.import': true,
  'preferences.change': true,
  'notices.test': true,
  'window.open': true,
  'about.read': true,
  'diagnostics.read': true,
  'diagnostics.copy': true,
  'file.save': true,
};
const pushSet: Readonly<Record<PushName, true>> = {
  'snapshot.changed': true,
  'view.requested': true,
  'writes.progressed': true,
};

export const callNames: readonly string[] = Object.keys(callSet);
export const pushNames: readonly string[] = Object.keys(pushSet);

/** All calls travel over one channel, their name first. */
export const callChannel = 'watchbill:call';

/** The channel of one push. */
export function pushChannel(name: string): string {
  return `watchbill:push:${name}`;
}
