import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StepOutcome } from '../../core/contract/writes.ts';
import { dayMs, hourMs } from '../../core/time/instant.ts';
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
/** Tuesday 24 November 2026, 09:00 in Lisbon. */
const tuesday = Date.UTC(2026, 10, 24, 9);

/** Chooses in the Plan menu by keyboard. */
async function plan({ screen }: Shown, item: string): Promise<void> {
  screen.getByRole('button', { name: 'Plan' }).element().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(screen.getByRole('menuitem', { name: 'Build rotation…' })).toHaveFocus();
  await screen.getByRole('menuitem', { name: item }).click();
}

describe('a cover', () => {
  test('opened from a shift is drawn on the timeline, told, and saved as one step', async () => {
    const shown = await showEditor(undefined, { 'writes.bulk': () => done });
    const { bridge, screen } = shown;
    await screen.getByRole('gridcell', { name: /^Jonas Weber, Tuesday 24 Nov/ }).click();
    await screen.getByRole('button', { name: 'Cover this shift…' }).click();
    const panel = screen.getByRole('complementary', { name: 'Cover' });
    await expect.element(panel.getByLabelText('Who needs cover')).toHaveValue(people.jonas.id);
    await expect.element(panel.getByLabelText('First day')).toHaveValue('2026-11-24');
    await expect.element(panel.getByLabelText('Last day')).toHaveValue('2026-11-25');
    await expect.element(panel.getByRole('button', { name: 'Save' })).toBeDisabled();
    await panel.getByLabelText('Last day').fill('2026-11-24');
    await panel.getByLabelText('Covered by').selectOptions(people.mira.id);
    await expect.element(panel.getByText('Mira Kaur covers Jonas Weber, 24 Nov')).toBeVisible();
    await expect
      .element(panel.getByRole('region', { name: 'What changes hands' }))
      .toMatchTextContent(/Jonas Weber → Mira Kaur 24 h\s*Tue 24 Nov 09:00 – Wed 25 Nov 09:00/);
    await expect
      .element(screen.getByRole('gridcell', { name: /^Mira Kaur, Tuesday 24 Nov.* 09:00/ }))
      .toBeVisible();
    await expectAccessible();
    await panel.getByRole('button', { name: 'Save 3 changes' }).click();
    await expect.element(panel).not.toBeInTheDocument();
    const jonas = sampleEntries[1];
    expect(bridge.inputsOf('writes.bulk')).toEqual([
      {
        workspaceId: 'w-1',
        writes: [
          expect.objectContaining({
            kind: 'create',
            memberId: people.jonas.id,
            rule: { ...jonas?.rule, startDate: tuesday + dayMs },
          }),
          expect.objectContaining({
            kind: 'create',
            memberId: people.mira.id,
            teamId: teams.platform,
            rule: { ...jonas?.rule, startDate: tuesday, endDate: tuesday + dayMs },
          }),
          expect.objectContaining({
            kind: 'update',
            base: jonas?.rule,
            rule: { ...jonas?.rule, endDate: tuesday },
          }),
        ],
      },
    ]);
  });

  test('says who is free, and warns of leave and of being on call twice without stopping it', async () => {
    const leave = [{ memberId: people.ana.id, from: '2026-11-25', to: '2026-11-25' }];
    const helping = entryWith(people.sam.id, {
      startDate: tuesday + 2 * hourMs,
      endDate: tuesday + 4 * hourMs,
    });
    const entries = [...sampleEntries, helping];
    const shown = await showEditor(snapshotWith([workspaceWith({ leave, entries })]));
    const { screen } = shown;
    await plan(shown, 'Cover…');
    const panel = screen.getByRole('complementary', { name: 'Cover' });
    await expect.element(panel.getByLabelText('Team')).toHaveFocus();
    await panel.getByLabelText('Who needs cover').selectOptions(people.jonas.id);
    await panel.getByLabelText('First day').fill('2026-11-24');
    const by = panel.getByLabelText('Covered by');
    const labels = () => [...by.element().querySelectorAll('option')].map((it) => it.textContent);
    await expect
      .poll(labels)
      .toEqual([
        'Choose…',
        'Mira Kaur · free',
        'Ana Pires · on leave',
        'Sam Okafor · on call then',
      ]);
    await by.selectOptions(people.ana.id);
    await expect
      .element(
        panel.getByText('Ana Pires would be on call while on leave: Wed 25 Nov 00:00 – 09:00.'),
      )
      .toBeVisible();
    await by.selectOptions(people.sam.id);
    await expect
      .element(
        panel.getByText('Sam Okafor is on call in this team already: Tue 24 Nov 11:00 – 13:00.'),
      )
      .toBeVisible();
    await expect.element(panel.getByRole('button', { name: /^Save \d/ })).toBeEnabled();
  });

  test('of exact times cuts within a shift; what cannot be is refused in words', async () => {
    const shown = await showEditor(themed(snapshotWith(), 'dark'), { 'writes.bulk': () => done });
    const { bridge, screen } = shown;
    await plan(shown, 'Cover…');
    const panel = screen.getByRole('complementary', { name: 'Cover' });
    await panel.getByLabelText('Who needs cover').selectOptions(people.jonas.id);
    await panel.getByLabelText('Covered by').selectOptions(people.sam.id);
    await panel.getByLabelText('First day').fill('2026-11-27');
    await expect
      .element(panel.getByText('Jonas Weber has no shift that starts in that time.'))
      .toBeVisible();
    await panel.getByText('Advanced').click();
    await panel.getByRole('switch', { name: 'Exact times' }).click();
    await panel.getByLabelText('Start', { exact: true }).fill('2026-11-24');
    await panel.getByLabelText('Start, time').fill('18:00');
    await panel.getByLabelText('End', { exact: true }).fill('2026-11-24');
    await panel.getByLabelText('End, time').fill('17:00');
    await expect
      .element(panel.getByText('The end must be after the start, and at most ten years later.'))
      .toBeVisible();
    await panel.getByLabelText('End, time').fill('20:30');
    await expect
      .element(screen.getByRole('gridcell', { name: /^Sam Okafor, Tuesday 24 Nov.* 18:00/ }))
      .toBeVisible();
    await expectAccessible();
    await panel.getByRole('button', { name: /^Save/ }).click();
    await expect
      .poll(() => bridge.inputsOf('writes.bulk'))
      .toMatchObject([
        {
          writes: [
            { kind: 'create', memberId: people.jonas.id },
            {
              kind: 'create',
              memberId: people.sam.id,
              rule: { startDate: tuesday + 9 * hourMs, endDate: tuesday + 11.5 * hourMs },
            },
            { kind: 'update' },
          ],
        },
      ]);
  });
});

test('a swap takes both ways at once', async () => {
  const shown = await showEditor(undefined, { 'writes.bulk': () => done });
  const { bridge, screen } = shown;
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('swap');
  await userEvent.keyboard('{Enter}');
  const panel = screen.getByRole('complementary', { name: 'Swap' });
  await panel.getByLabelText('First person').selectOptions(people.ana.id);
  const away = panel.getByRole('group', { name: 'Gives away' });
  const back = panel.getByRole('group', { name: 'Gives in return' });
  await away.getByLabelText('First day').fill('2026-11-23');
  await panel.getByLabelText('Second person').selectOptions(people.jonas.id);
  await back.getByLabelText('First day').fill('2026-11-24');
  await expect
    .element(panel.getByText('Ana Pires (23 Nov) and Jonas Weber (24 Nov) swap'))
    .toBeVisible();
  const handed = panel.getByRole('region', { name: 'What changes hands' });
  await expect.element(handed).toMatchTextContent(/Ana Pires → Jonas Weber 24 h/);
  await expect.element(handed).toMatchTextContent(/Jonas Weber → Ana Pires 24 h/);
  await expect
    .element(screen.getByRole('gridcell', { name: /^Ana Pires, Tuesday 24 Nov.* 09:00/ }))
    .toBeVisible();
  await panel.getByRole('button', { name: /^Save/ }).click();
  await expect
    .poll(() => bridge.inputsOf('writes.bulk'))
    .toMatchObject([
      {
        writes: expect.arrayContaining([
          expect.objectContaining({ kind: 'create', memberId: people.jonas.id }),
          expect.objectContaining({ kind: 'create', memberId: people.ana.id }),
        ]),
      },
    ]);
});

test('the Plan menu is used with arrows, left with Escape, and gives the focus back', async () => {
  const { screen } = await showEditor();
  const button = screen.getByRole('button', { name: 'Plan' });
  button.element().focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(screen.getByRole('menuitem', { name: 'Leave…' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(screen.getByRole('menuitem', { name: 'Build rotation…' })).toHaveFocus();
  await userEvent.keyboard('{End}{ArrowUp}');
  await expect.element(screen.getByRole('menuitem', { name: 'Swap…' })).toHaveFocus();
  await expectAccessible();
  await userEvent.keyboard('{Escape}');
  await expect.element(button).toHaveFocus();
  await expect.element(button).toHaveAttribute('aria-expanded', 'false');
});
