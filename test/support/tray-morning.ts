import type { WorkspaceState } from '../../core/contract/snapshot.ts';
import { trayView, type MenuItem, type TrayView } from '../../core/tray/view.ts';
import { aDuty, aSnapshot, at } from './snapshots.ts';

/** The Tuesday the tray is looked at, some minutes before six: Ana is on call until nine. */
export const now = at('2026-11-24T05:48:00Z');
/** When it was read, half a minute before. */
export const readAt = '2026-11-24T05:47:30Z';

/** Ana, Jonas and Mira one after the other, but for a gap on Saturday. */
export const week = [
  aDuty('ana', '2026-11-23T09:00Z', '2026-11-24T09:00Z'),
  aDuty('jonas', '2026-11-24T09:00Z', '2026-11-26T09:00Z'),
  aDuty('mira', '2026-11-26T09:00Z', '2026-11-28T00:00Z'),
  aDuty('mira', '2026-11-28T15:00Z', '2026-12-05T09:00Z'),
];
/** The contract that makes it a gap. */
export const always = { platform: { kind: 'always', people: 1 } } as const;

/** What the menu says, line by line. */
export function texts(view: TrayView): string[] {
  return view.menu.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
}

/** A menu item by its id. */
export function find(view: TrayView, id: string): MenuItem | undefined {
  return view.menu.find((item) => item.id === id);
}

/** The tray of one workspace. */
export function viewOf(workspace: WorkspaceState, when = now): TrayView {
  return trayView(aSnapshot([workspace]), when);
}
