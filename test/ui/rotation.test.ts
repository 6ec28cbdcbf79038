import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StepOutcome } from '../../core/contract/writes.ts';
import { dayMs } from '../../core/time/instant.ts';
import {
  entryWith,
  people,
  sampleEntries,
  snapshotWith,
  teams,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { themed, type Shown } from './support/pages.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 1000));

const done: StepOutcome = { stepId: 's-1', state: 'done', failure: null, items: [] };
/** Monday 30 November 2026, 09:00 in Lisbon: the first handoff of the usual plan. */
const monday = Date.UTC(2026, 10, 30, 9);

function panelOf({ screen }: Shown) {
  return screen.getByRole('complementary', { name: 'Build rotation' });
}

async function build(shown: Shown): Promise<ReturnType<typeof panelOf>> {
  await shown.screen.getByRole('button', { name: 'Plan' }).click();
  await shown.screen.getByRole('menuitem', { name: 'Build rotation…' }).click();
  const panel = panelOf(shown);
  await expect.element(panel.getByText(/^12 turns as/)).toBeVisible();
  return panel;
}

const order = ({ screen }: Shown) =>
  screen
    .getByRole('button', { name: /^Move .* of \d+$/ })
    .elements()
    .map((it) => it.getAttribute('aria-label'));

describe('a rotation', () => {
  test('that nobody changed yet is closed without a question, a changed one is not', async () => {
    const shown = await showEditor();
    const panel = await build(shown);
    await panel.getByRole('button', { name: /^Close/ }).click();
    await expect.element(panel).not.toBeInTheDocument();
    await build(shown);
    await panel.getByLabelText('First day').fill('2026-12-07');
    await panel.getByRole('button', { name: /^Close/ }).click();
    await expect.element(shown.screen.getByRole('dialog', { name: /^Save first/ })).toBeVisible();
  });

  test('is built from the team a week each, drawn, and saved with room made for it', async () => {
    const shown = await showEditor(undefined, { 'writes.bulk': () => done });
    const { bridge, screen } = shown;
    const panel = await build(shown);
    await expect.element(panel.getByLabelText('Team')).toHaveFocus();
    await expect.element(panel.getByText(/follows no single rotation/)).toBeVisible();
    await expect.element(panel.getByText('12 turns as 12 entries')).toBeVisible();
    await expect.element(panel.getByText('Mon 30 Nov 09:00 – Mon 7 Dec 09:00')).toBeVisible();
    await expect.element(screen.getByText('1 – 31 December 2026')).toBeVisible();
    await expect
      .element(
        screen.getByRole('gridcell', { name: /^Jonas Weber, Monday 7 Dec.*Monday 14 Dec.* 09:00/ }),
      )
      .toBeVisible();
    await expectAccessible();
    await panel.getByRole('button', { name: /^Save \d+ changes$/ }).click();
    await expect.element(panel).not.toBeInTheDocument();
    const [sent] = bridge.inputsOf('writes.bulk') as { writes: Record<string, unknown>[] }[];
    const creates = sent?.writes.filter((it) => it['kind'] === 'create') ?? [];
    const updates = sent?.writes.filter((it) => it['kind'] === 'update') ?? [];
    expect(sent?.writes).toHaveLength(creates.length + updates.length);
    expect(creates).toContainEqual(
      expect.objectContaining({
        memberId: people.ana.id,
        teamId: teams.platform,
        rule: expect.objectContaining({ startDate: monday, endDate: monday + 7 * dayMs }),
      }),
    );
    // Five rules of the team end at the first handoff and go on after the last turn.
    expect(updates).toHaveLength(5);
    for (const update of updates)
      expect(update).toMatchObject({ rule: { endDate: monday }, base: { endDate: null } });
    expect(creates).toHaveLength(12 + 5);
  });

  test('replaces everything or nothing where that is wanted, and tells what it deletes', async () => {
    const shown = await showEditor(undefined, { 'writes.bulk': () => done });
    const panel = await build(shown);
    await panel.getByRole('radio', { name: 'Keep all and add' }).click();
    await expect.element(panel.getByRole('button', { name: 'Save 12 changes' })).toBeVisible();
    await panel.getByRole('radio', { name: 'Replace all (5 entries)' }).click();
    await panel.getByRole('button', { name: 'Save 17 changes' }).click();
    const [sent] = shown.bridge.inputsOf('writes.bulk') as { writes: { kind: string }[] }[];
    expect(sent?.writes.map((it) => it.kind)).toEqual([
      ...Array<string>(12).fill('create'),
      ...Array<string>(5).fill('delete'),
    ]);
  });

  test('has its order changed by arrow keys, buttons and the mouse, the same one twice', async () => {
    const shown = await showEditor(themed(snapshotWith(), 'dark'));
    const panel = await build(shown);
    const grip = (name: string) => panel.getByRole('button', { name });
    grip('Move Ana Pires, 1 of 4').element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(grip('Move Ana Pires, 3 of 4')).toHaveFocus();
    await expect
      .element(shown.screen.getByRole('status', { name: 'Last action' }))
      .toMatchTextContent('Ana Pires, 3 of 4.');
    await userEvent.keyboard('{End}{Home}');
    await expect.element(grip('Move Ana Pires, 1 of 4')).toHaveFocus();
    await grip('Move Sam Okafor up').click();
    await expect.element(grip('Move Sam Okafor up')).toHaveFocus();
    await userEvent.dragAndDrop(grip('Move Jonas Weber, 2 of 4'), grip('Move Mira Kaur, 4 of 4'));
    await panel.getByRole('combobox', { name: 'Add', exact: true }).selectOptions(people.ana.id);
    await panel.getByRole('button', { name: 'Add to Members, in order' }).click();
    await panel.getByRole('button', { name: 'Remove Mira Kaur, 3 of 5' }).click();
    expect(order(shown)).toEqual([
      'Move Ana Pires, 1 of 4',
      'Move Sam Okafor, 2 of 4',
      'Move Jonas Weber, 3 of 4',
      'Move Ana Pires, 4 of 4',
    ]);
    await expectAccessible();
  });

  test('says at its field what is missing, and proposes nothing meanwhile', async () => {
    const shown = await showEditor();
    const panel = await build(shown);
    const save = panel.getByRole('button', { name: /^Save/ });
    await panel.getByLabelText('How many').fill('0');
    await expect
      .element(panel.getByText('A turn is at least one day, week or month.'))
      .toBeVisible();
    await expect.element(save).toBeDisabled();
    await panel.getByLabelText('How many').fill('1');
    await panel.getByLabelText('Handoff time').fill('25:00');
    await expect.element(panel.getByText('A time like 09:00 is needed.')).toBeVisible();
    await panel.getByLabelText('Handoff time').fill('10:00');
    await panel.getByLabelText('Last day').fill('2026-11-01');
    await expect
      .element(panel.getByText('The last day must not be before the first.'))
      .toBeVisible();
    await panel.getByLabelText('Last day').fill('2026-12-27');
    await expect.element(panel.getByText('4 turns as 4 entries')).toBeVisible();
    await expect.element(save).toBeEnabled();
    for (const name of ['Ana Pires', 'Jonas Weber', 'Mira Kaur', 'Sam Okafor'])
      await panel.getByRole('button', { name: new RegExp(`^Remove ${name}`) }).click();
    await expect.element(panel.getByText('Choose at least one member.')).toBeVisible();
    await expect.element(save).toBeDisabled();
  });

  test('leaves holidays out, of a country or typed, in hours of its own', async () => {
    const shown = await showEditor();
    const panel = await build(shown);
    await panel.getByLabelText('Hours').selectOptions('business');
    await expect.element(panel.getByText('Mon 30 Nov 09:00 – Fri 4 Dec 17:00')).toBeVisible();
    await panel.getByLabelText('Starts').fill('08:00');
    await expect.element(panel.getByLabelText('Hours')).toHaveValue('own');
    await panel.getByText(/^Holidays to leave out/).click();
    await panel.getByLabelText('Public holidays of').selectOptions('PT');
    const found = panel.getByRole('list', { name: 'Public holidays' });
    await expect.element(found.getByRole('checkbox', { name: /Natal/ })).toBeVisible();
    await found.getByRole('checkbox', { name: /Imaculada/ }).click();
    await panel.getByLabelText('Another day').fill('2026-12-04');
    await panel.getByRole('button', { name: 'Add this day' }).click();
    // 4 December is typed; 1 December is public, 8 December is worked.
    await expect.element(panel.getByText('Mon 30 Nov 08:00 – Thu 3 Dec 17:00')).toBeVisible();
    await expect.element(panel.getByText(/^Holidays to leave out · 4/)).toBeVisible();
    await panel.getByRole('button', { name: 'Do not leave out 4 Dec' }).click();
    await expect.element(panel.getByText('Mon 30 Nov 08:00 – Fri 4 Dec 17:00')).toBeVisible();
    await expectAccessible();
  });

  test('follows the sun with groups that keep hours in their own zones', async () => {
    const shown = await showEditor();
    const panel = await build(shown);
    await panel.getByLabelText('Hours').selectOptions('sun');
    await panel.getByRole('button', { name: 'Add a group' }).click();
    await expect.element(panel.getByText('Choose at least one member.')).toBeVisible();
    const second = panel.getByRole('group', { name: 'Group 2' });
    await second.getByRole('combobox', { name: 'Add', exact: true }).selectOptions(people.sam.id);
    await second.getByRole('button', { name: 'Add to Members, in order' }).click();
    await second.getByLabelText('Time zone of the hours').fill('Nowhere/Land');
    await expect.element(second.getByText('This computer knows no such time zone.')).toBeVisible();
    await second.getByLabelText('Time zone of the hours').fill('Asia/Tokyo');
    // Nine in Tokyo is midnight in Lisbon.
    await expect
      .element(panel.getByText('Mon 30 Nov 00:00 – Fri 4 Dec 08:00').first())
      .toBeVisible();
    await expectAccessible();
    await second.getByRole('button', { name: 'Remove group 2' }).click();
    await expect.element(second).not.toBeInTheDocument();
  });

  test('passes over who is on leave, and says when nobody is left', async () => {
    const away = (memberId: string) => ({ memberId, from: '2026-12-01', to: '2026-12-02' });
    const leave = [away(people.ana.id)];
    const { bridge, screen } = await showEditor(snapshotWith([workspaceWith({ leave })]));
    const panel = await build({ bridge, screen });
    await expect
      .element(panel.getByText(/Passed over while on leave: Ana Pires \(1 turn\)\./))
      .toBeVisible();
    await expect.element(panel.getByText('for Ana Pires, on leave')).toBeVisible();
    const everyone = [people.ana, people.jonas, people.mira, people.sam];
    bridge.publish(
      snapshotWith([workspaceWith({ leave: everyone.map(({ id }) => away(id)) })], { revision: 2 }),
    );
    await screen.getByRole('button', { name: 'Discard' }).click();
    const again = await build({ bridge, screen });
    await expect
      .element(again.getByText(/1 turn has nobody: everyone is on leave\./))
      .toBeVisible();
    await expect.element(again.getByText(/^Nobody all are on leave/)).toBeVisible();
  });

  test('that a team follows already is filled in, goes on with the next one, and is called the same', async () => {
    const week = (memberId: string, n: number) =>
      entryWith(memberId, {
        startDate: monday + (n - 1) * 7 * dayMs,
        endDate: monday + n * 7 * dayMs,
      });
    const entries = [0, 1, 2, 3, 4, 5].map((n) =>
      week(n % 2 === 0 ? people.ana.id : people.mira.id, n),
    );
    const shown = await showEditor(snapshotWith([workspaceWith({ entries })]));
    await shown.screen.getByRole('button', { name: 'Plan' }).click();
    await shown.screen.getByRole('menuitem', { name: 'Build rotation…' }).click();
    const panel = panelOf(shown);
    await expect.element(panel.getByText(/Platform follows this rotation now\./)).toBeVisible();
    expect(order(shown)).toEqual(['Move Mira Kaur, 1 of 2', 'Move Ana Pires, 2 of 2']);
    await expect.element(panel.getByLabelText('First day')).toHaveValue('2026-11-30');
    await panel.getByLabelText('Last day').fill('2027-01-03');
    await expect
      .element(panel.getByText(/says exactly this already|This changes nothing/))
      .toBeVisible();
  });
});

test('an entry that cannot be changed is said, and nothing is proposed', async () => {
  const [first, ...rest] = sampleEntries;
  const entries =
    first === undefined ? rest : [{ ...first, readOnly: 'no-created-at' as const }, ...rest];
  const shown = await showEditor(snapshotWith([workspaceWith({ entries })]));
  const panel = await build(shown);
  await expect
    .element(panel.getByText('1 entry of these cannot be changed here; the list says why.'))
    .toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'Save' })).toBeDisabled();
});
