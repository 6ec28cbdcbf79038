import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { people, sampleNow, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 800));

const jonas = 'Jonas Weber, Tuesday 24 November 09:00 to Thursday 09:00, Platform';

test('every shift says who, from when to when and in which team', async () => {
  const { screen } = await showEditor();
  await expect.element(screen.getByRole('gridcell', { name: jonas })).toBeVisible();
  await expect
    .element(
      screen.getByRole('gridcell', {
        name: 'Sam Okafor, Friday 27 November 18:00 to Saturday 00:00, Platform',
      }),
    )
    .toBeVisible();
});

test('seven whole days are one shift, as is a chain of days that touch', async () => {
  const { screen } = await showEditor();
  const row = screen.getByRole('row', { name: /Jonas Weber/ });
  await expect.element(row.getByRole('gridcell')).toBeVisible();
  expect(row.getByRole('gridcell').elements()).toHaveLength(1);
});

test('the rail says who is on call, until when and who is next', async () => {
  const { screen } = await showEditor();
  const card = screen.getByRole('article', { name: 'Platform: on call now' });
  await expect.element(card).toMatchTextContent('Ana Pires');
  await expect.element(card).toMatchTextContent('until Tue 09:00 · 15 h 12 min left');
  await expect.element(card).toMatchTextContent('Next · Jonas Weber');
  await expect.element(card.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '37');
});

test('while not everything could be read, the rail names the next known one', async () => {
  const workspace = workspaceWith();
  const read = { ...workspace.read, incomplete: [{ kind: 'more-pages' } as const] };
  const { screen } = await showEditor(snapshotWith([{ ...workspace, read }]));
  const card = screen.getByRole('article', { name: 'Platform: on call now' });
  await expect.element(card).toMatchTextContent('Next known · Jonas Weber');
});

test('gaps against the contract are counted and named, and none is claimed after a partial read', async () => {
  const { screen, bridge } = await showEditor();
  const coverage = screen.getByRole('row', { name: /Coverage/ });
  await expect.element(coverage).toMatchTextContent('3 gaps');
  await expect
    .element(coverage.getByRole('gridcell', { name: /^Gap, Saturday 28 November 00:00 to/ }))
    .toBeVisible();
  const read = { ...workspaceWith().read, incomplete: [{ kind: 'more-pages' } as const] };
  bridge.publish({ ...snapshotWith([workspaceWith({ read })]), revision: 2 });
  await expect.element(coverage).toMatchTextContent('not known');
  expect(coverage.getByRole('gridcell', { name: /^Gap/ }).elements()).toHaveLength(0);
});

test('arrow keys walk from shift to shift, Enter opens and Escape closes', async () => {
  const { screen } = await showEditor();
  const first = screen.getByRole('gridcell', { name: /^Ana Pires, Monday/ });
  await expect.element(first).toHaveAttribute('tabindex', '0');
  first.element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect
    .element(screen.getByRole('gridcell', { name: /^Ana Pires, Thursday/ }))
    .toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(screen.getByRole('gridcell', { name: jonas })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(screen.getByRole('complementary', { name: 'Inspector' }))
    .toMatchTextContent('Jonas Weber');
  await expect
    .element(screen.getByRole('gridcell', { name: jonas }))
    .toHaveAttribute('aria-selected', 'true');
  screen.getByRole('gridcell', { name: jonas }).element().focus();
  await userEvent.keyboard('{Escape}');
  await expect
    .element(screen.getByRole('complementary', { name: 'Inspector' }))
    .not.toBeInTheDocument();
});

test('leave is hatched on the row of who is away, on whole days', async () => {
  const leave = [{ memberId: people.mira.id, from: '2026-11-24', to: '2026-11-25' }];
  const { screen } = await showEditor(snapshotWith([workspaceWith({ leave })]));
  const row = screen.getByRole('rowheader', { name: /Mira Kaur/ });
  await expect.element(row).toBeVisible();
  const bands = [...screen.container.querySelectorAll('.leave')];
  expect(bands).toHaveLength(1);
  const band = bands[0]?.getBoundingClientRect();
  const [tuesday, thursday] = [/^Tuesday 24/, /^Thursday 26/].map((name) =>
    screen.getByRole('columnheader', { name }).element().getBoundingClientRect(),
  );
  expect(band?.left).toBeCloseTo(tuesday?.left ?? 0, 0);
  expect(band?.right).toBeCloseTo(thursday?.left ?? 0, 0);
  expect(band?.top).toBeCloseTo(row.element().getBoundingClientRect().top, 0);
});

test('Delete asks first, then deletes by key and what was seen', async () => {
  const { screen, bridge } = await showEditor();
  screen.getByRole('gridcell', { name: jonas }).element().focus();
  await userEvent.keyboard('{Delete}');
  await expect.element(screen.getByRole('dialog', { name: 'Delete this entry?' })).toBeVisible();
  expect(bridge.inputsOf('entry.delete')).toEqual([]);
  await screen.getByRole('button', { name: 'Delete entry' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Deleted.');
  expect(bridge.inputsOf('entry.delete')).toMatchObject([
    {
      teamId: 't-platform',
      key: { memberId: people.jonas.id },
      base: { weekDays: [2, 3], startTime: '09:00:00' },
    },
  ]);
});

test('a week can be left and come back to, and a day that is 25 hours long says so', async () => {
  const autumn = Date.UTC(2026, 9, 20, 12);
  const { screen } = await showEditor();
  await screen.getByRole('button', { name: 'Back' }).click();
  await expect.element(screen.getByText(/^16 ?– ?22 November 2026$/)).toBeVisible();
  await screen.getByRole('button', { name: 'Today' }).click();
  await expect.element(screen.getByText(/^23 ?– ?29 November 2026$/)).toBeVisible();
  for (let back = sampleNow; back > autumn; back -= 7 * 86_400_000)
    await screen.getByRole('button', { name: 'Back' }).click();
  await expect
    .element(screen.getByRole('columnheader', { name: /25 October 2026, 1 d 1 h long|25 h long/ }))
    .toBeVisible();
});

test('times are shown in the schedule zone, and in the viewer’s on a press', async () => {
  const { screen } = await showEditor();
  await screen.getByRole('button', { name: /show times in Europe\/Berlin/ }).click();
  await expect
    .element(
      screen.getByRole('gridcell', {
        name: 'Jonas Weber, Tuesday 24 November 10:00 to Thursday 10:00, Platform',
      }),
    )
    .toBeVisible();
});

test.each(['light', 'dark'] as const)('axe finds nothing on the schedule, %s', async (theme) => {
  const snapshot = snapshotWith();
  const { screen } = await showEditor({
    ...snapshot,
    preferences: { ...snapshot.preferences, theme },
  });
  await screen.getByRole('gridcell', { name: jonas }).click();
  await expect.element(screen.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await expectAccessible();
});
