import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { dayMs } from '../../core/time/instant.ts';
import {
  entryWith,
  people,
  sampleEntries,
  sampleNow,
  snapshotWith,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 800));

const shownBy = (name: string) => page.getByRole('gridcell', { name: new RegExp(name) });
const acme = workspaceWith();
const other = workspaceWith({
  id: 'w-other',
  name: 'Other',
  teams: [{ id: 't-night', name: 'Night', memberIds: [people.lea.id] }],
  entries: [entryWith(people.lea.id, {}, { teamId: 't-night' })],
});

test('a shift that is not saved is drawn and named as such, and where it was is left open', async () => {
  await showEditor(snapshotWith());
  await shownBy('^Jonas Weber, Tuesday 24').click();
  await expect.element(shownBy('not saved yet')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Tuesday' }).click();
  const weekday = page.getByRole('gridcell', { name: /^Jonas Weber.*not saved yet$/ });
  await expect.element(weekday.first()).toBeVisible();
  expect(document.querySelectorAll('.gone').length).toBeGreaterThan(0);
  await expectAccessible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.element(shownBy('not saved yet')).not.toBeInTheDocument();
  expect(document.querySelectorAll('.gone')).toHaveLength(0);
});

test('dates on which readings of weeks disagree are marked among the next shifts and listed', async () => {
  const firstMonday = entryWith(people.tomas.id, {
    weeksOfMonth: [1],
    weekDays: [1],
    startTime: '09:00:00',
    endTime: '17:00:00',
  });
  await showEditor(snapshotWith([workspaceWith({ entries: [...sampleEntries, firstMonday] })]));
  await page.getByRole('radio', { name: 'List' }).click();
  await page
    .getByRole('row', { name: /Tomás Silva.*7-day weeks/ })
    .getByRole('button', { name: 'Tomás Silva' })
    .click();
  const list = page.getByRole('list', { name: 'Weeks of month can be read differently' });
  await expect.element(list).toBeVisible();
  await expect
    .element(list.getByText(/On here, off by calendar rows from Monday/).first())
    .toBeVisible();
  const next = page.getByRole('region', { name: 'Next shifts' });
  await expect
    .element(next.getByRole('img', { name: 'Depends on how weeks are read' }).first())
    .toBeVisible();
  await expectAccessible();
});

test('a change that begins in two months is proven in the days it begins in', async () => {
  await showEditor(snapshotWith());
  await page.getByRole('button', { name: 'New shift' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByLabelText('From', { exact: true }).fill('2027-02-01');
  await inspector.getByLabelText('Until', { exact: true }).fill('2027-02-28');
  const proof = page.getByRole('region', { name: 'What this changes' });
  await expect.element(proof.getByText(/30 days from .*2 Feb/)).toBeVisible();
  await expect.element(proof.getByText('First change', { exact: false })).toBeVisible();
});

test('another workspace is turned to only after asking, and a save goes where it was begun', async () => {
  const { bridge } = await showEditor(snapshotWith([acme, other]));
  await shownBy('^Jonas Weber, Tuesday 24').click();
  await page.getByRole('button', { name: 'Tuesday' }).click();
  await page.getByRole('combobox', { name: 'Workspace' }).selectOptions('Other');
  const ask = page.getByRole('dialog', { name: /Save the change for Jonas Weber first/ });
  await ask.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('gridcell', { name: /^Léa Martin.*Night/ })).toBeVisible();
  const sent = bridge.calls.filter(({ name }) => name === 'entry.update');
  expect(sent.map(({ input }) => (input as { workspaceId: string }).workspaceId)).toEqual([
    acme.id,
  ]);
});

test('a link to a shift of another workspace turns to it, past filters, and the shift has the focus', async () => {
  const { bridge } = await showEditor(snapshotWith([acme, other]));
  await page.getByRole('searchbox', { name: 'Find people' }).fill('nobody at all');
  bridge.push('view.requested', {
    screen: 'schedule',
    workspaceId: null,
    teamId: 't-night',
    at: sampleNow + 30 * dayMs,
  });
  const shift = page.getByRole('gridcell', { name: /^Léa Martin/ });
  await expect.element(shift).toHaveFocus();
  await expect.element(page.getByText(/December 2026/).first()).toBeVisible();
});

test('what PingHome did not let us read is a problem, and one press from another read', async () => {
  const incomplete = [
    { kind: 'entries-skipped', count: 2 },
    {
      kind: 'member-refused',
      memberId: people.noor.id,
      failure: { kind: 'forbidden', detail: '' },
    },
  ] as const;
  const { bridge } = await showEditor(
    snapshotWith([workspaceWith({ read: { ...acme.read, incomplete } })]),
  );
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect.element(problems.getByText('2 entries could not be read')).toBeVisible();
  await expect.element(problems.getByText('Reading Noor Haddad was refused')).toBeVisible();
  await page.getByRole('button', { name: 'Read again 2 entries could not be read' }).click();
  expect(bridge.calls.map(({ name }) => name)).toContain('sync.refresh');
});

test('undo leaves saved steps alone while something unsaved has the floor', async () => {
  const { bridge } = await showEditor(snapshotWith(), {
    'writes.history': () => ({
      undo: {
        stepId: 's-1',
        at: 0,
        created: 1,
        updated: 0,
        deleted: 0,
        memberIds: [people.ana.id],
      },
      redo: null,
      stopped: [],
    }),
  });
  await page.getByRole('button', { name: 'Plan' }).click();
  await page.getByRole('menuitem', { name: /Cover/ }).click();
  await page.getByRole('heading', { name: /Cover/ }).click();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(bridge.calls.map(({ name }) => name)).not.toContain('writes.undo');
});

test('before an entry is deleted, the dialog says what that does and what will be sent', async () => {
  await showEditor(snapshotWith());
  await shownBy('^Jonas Weber, Tuesday 24').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this entry?' });
  await expect.element(dialog.getByRole('button', { name: 'Keep it' })).toHaveFocus();
  const changes = dialog.getByRole('region', { name: 'What this changes' });
  await expect.element(changes).toMatchTextContent(/Gaps opened.*Tue 24 Nov 09:00/);
  await expect.element(changes).toMatchTextContent(/Jonas Weber [\d.]+ h → 0 h/);
  await dialog.getByText('1 request that Delete will send').click();
  await expect.element(dialog).toMatchTextContent(/DELETE .*\/team\/.*created_at=/);
  await expectAccessible();
});

test('Ctrl+K opens no palette over a dialog that is being filled in', async () => {
  await showEditor(snapshotWith());
  await shownBy('^Jonas Weber, Tuesday 24').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'Delete this entry?' })).toBeVisible();
});

test('at twice the text size the rail is one press away and nothing is out of reach', async () => {
  await page.viewport(640, 800);
  await showEditor(snapshotWith([acme, other]));
  const rail = page.getByRole('complementary', { name: 'On call, teams and you' });
  await expect.element(rail).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'On call, teams and you' }).click();
  await expect.element(rail).toBeVisible();
  await expect.element(rail.getByRole('combobox', { name: 'Workspace' })).toBeVisible();
  await expectAccessible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
});

test('lines are counted for screen readers, with all teams too', async () => {
  await showEditor(snapshotWith());
  await page.getByRole('button', { name: /All teams/ }).click();
  const grid = page.getByRole('grid', { name: 'Timeline' });
  await expect.element(grid).toBeVisible();
  const counts = [...document.querySelectorAll('[aria-rowindex]')].map((it) =>
    Number(it.getAttribute('aria-rowindex')),
  );
  const all = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'));
  expect(Math.max(...counts)).toBe(all);
});
