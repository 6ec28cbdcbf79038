import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { WorkspaceState } from '../../core/contract/snapshot.ts';
import {
  entryWith,
  largeWorkspace,
  people,
  sampleEntries,
  snapshotWith,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 800));

const inspector = () => page.getByRole('complementary', { name: 'Inspector' });

/** Opens Problems over a workspace and presses the one button of a problem. */
async function fix(part: Partial<WorkspaceState>, name: RegExp) {
  const shown = await showEditor(snapshotWith([workspaceWith(part)]));
  await shown.screen.getByRole('button', { name: /^Problems/ }).click();
  const list = shown.screen.getByRole('list', { name: 'Problems' });
  await list.getByRole('button', { name }).first().click();
  return shown;
}

test('a gap is one press from a new shift that fills it', async () => {
  await fix({}, /^Fill… Gap in Platform, 15 h/);
  await expect.element(inspector()).toMatchTextContent('New shift');
  await expect
    .element(inspector().getByRole('button', { name: 'Saturday' }))
    .toHaveAttribute('aria-pressed', 'true');
  await expect.element(inspector().getByLabelText('Starts')).toHaveValue('00:00');
  await expect.element(inspector().getByLabelText('Ends')).toHaveValue('15:00');
  const ripple = inspector().getByRole('region', { name: 'What this changes' });
  await expect.element(ripple).toMatchTextContent(/Gaps closed\s*1 · 15 h/);
});

test('an overlap is one press from a shift that makes it, opened and focused', async () => {
  await fix({}, /^Show 2 people at once in Platform/);
  const sam = page.getByRole('gridcell', { name: /^Sam Okafor, Friday 27 November 18:00/ });
  await expect.element(sam).toHaveFocus();
  await expect.element(inspector()).toMatchTextContent('Sam Okafor');
});

test('an entry that is never active is one press from its rule and what is wrong with it', async () => {
  const never = entryWith(
    people.lea.id,
    { monthsOfYear: [2], weeksOfMonth: [5] },
    { teamId: 't-payments', notes: ['never-active'] },
  );
  await fix({ entries: [...sampleEntries, never] }, /No date ever matches|Léa Martin/);
  await expect.element(inspector()).toMatchTextContent('Léa Martin');
  await expect.element(inspector()).toMatchTextContent('No date ever matches');
});

test('unreadable entries are one press from another read', async () => {
  const read = {
    ...workspaceWith().read,
    incomplete: [{ kind: 'entries-skipped', count: 2 } as const],
  };
  const { bridge } = await fix({ read }, /^Read again 2 entries could not be read/);
  await expect.poll(() => bridge.inputsOf('sync.refresh')).toHaveLength(1);
});

test('an overlap in the line of coverage opens what overlaps, by keyboard too', async () => {
  await showEditor();
  const overlap = page.getByRole('gridcell', { name: /^Overlap, Friday/ });
  await expect.element(overlap).toBeVisible();
  overlap.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(inspector()).toMatchTextContent('Sam Okafor');
  await expect
    .element(page.getByRole('gridcell', { name: /^Sam Okafor, Friday/ }))
    .toHaveAttribute('aria-selected', 'true');
});

test('Page Down and Page Up lead a screenful of rows on and back, and no farther than there are rows', async () => {
  const { screen } = await showEditor(snapshotWith([largeWorkspace(100)]));
  const rowOf = () =>
    document.activeElement?.closest('[role=row]')?.querySelector('[role=rowheader]')?.textContent;
  const first = screen.getByRole('gridcell', { name: /^Member 0001/ }).first();
  await expect.element(first).toBeVisible();
  first.element().focus();
  await userEvent.keyboard('{PageDown}');
  await expect.poll(rowOf).not.toContain('Member 0001');
  const number = () => Number(/\d{4}/.exec(rowOf() ?? '')?.[0]);
  const after = number();
  expect(after).toBeGreaterThan(8);
  expect(after).toBeLessThan(20);
  await userEvent.keyboard('{PageUp}');
  await expect.poll(rowOf).toContain('Member 0001');
  for (let pages = 0; pages < 15; pages += 1) {
    const before = number();
    await userEvent.keyboard('{PageDown}');
    if (before < 100) await expect.poll(number).toBeGreaterThan(before);
  }
  expect(number()).toBe(100);
});
