import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Snapshot, WorkspaceState } from '../../../core/contract/snapshot.ts';
import { people, snapshotWith, workspaceWith } from '../../support/sample-snapshot.ts';
import type { Answers, Shown } from './pages.ts';

export type Screen = Shown['screen'];

/** What is open, over which snapshot, and how a person comes there. */
export interface Opening {
  readonly snapshot?: Snapshot | null;
  readonly answers?: Answers;
  readonly now?: number;
  /** Another size of the window, where the usual one shows too little. */
  readonly size?: readonly [width: number, height: number];
  /** A selector of what is pictured, where the rest is in another picture. */
  readonly part?: string;
  readonly open?: (screen: Screen, shown: Shown) => Promise<unknown>;
  /** What must be on screen before it is judged. */
  readonly seen: (screen: Screen) => ReturnType<Screen['getByText']>;
}

export type Openings = Readonly<Record<string, Opening>>;

export const of = (part: Partial<WorkspaceState>, more: Partial<Snapshot> = {}): Snapshot =>
  snapshotWith([workspaceWith(part)], more);
export const leave = [{ memberId: people.jonas.id, from: '2026-11-25', to: '2026-11-27' }];

export const press = (name: string | RegExp) => (screen: Screen) =>
  screen.getByRole('button', { name, exact: typeof name === 'string' }).click();
export const view = (name: string) => (screen: Screen) =>
  screen.getByRole('radio', { name, exact: true }).click();
export const jonas = (screen: Screen) =>
  screen.getByRole('gridcell', { name: /^Jonas Weber/ }).click();
export const all =
  (...steps: readonly ((screen: Screen, shown: Shown) => Promise<unknown>)[]) =>
  async (screen: Screen, shown: Shown) => {
    for (const step of steps) await step(screen, shown);
  };
export const plan = (item: string) =>
  all(press('Plan'), (screen) => screen.getByRole('menuitem', { name: item }).click());
export const list = (...names: readonly RegExp[]) =>
  all(view('List'), ...names.map((name) => (screen: Screen) => tick(screen, name)));
export const tick = (screen: Screen, name: RegExp) =>
  screen.getByRole('checkbox', { name }).click();
export const command = (words: string) => async (screen: Screen) => {
  await expect.element(screen.getByRole('grid')).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await screen.getByRole('combobox', { name: /Find a command/ }).fill(words);
  await userEvent.keyboard('{Enter}');
};
export const pane = (name: string | RegExp) => (screen: Screen) =>
  screen.getByRole('complementary', { name });
export const dialog = (name: string | RegExp) => (screen: Screen) =>
  screen.getByRole('dialog', { name });
export const words = (text: string | RegExp) => (screen: Screen) => screen.getByText(text).first();
export const picked = (label: string, value: string) => (screen: Screen) =>
  screen.getByLabelText(label, { exact: true }).first().selectOptions(value);
export const typed = (label: string, value: string) => (screen: Screen) =>
  screen.getByLabelText(label, { exact: true }).first().fill(value);

export const ics = (from: string) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Sam Okafor'],
    ...[`DTSTART;VALUE=DATE:${from}`, 'DTEND;VALUE=DATE:20261225'],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
