import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { people, sampleEntries, snapshotWith } from '../support/sample-snapshot.ts';
import { themed } from './support/pages.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

const done = { stepId: 's', state: 'done', failure: null, items: [] } as const;

async function openList(answers: Parameters<typeof showEditor>[1] = {}) {
  const shown = await showEditor(snapshotWith(), answers);
  await shown.screen.getByRole('radio', { name: 'List' }).click();
  return shown;
}

test('entries chosen in the list are changed at once, with proof before Save', async () => {
  const { bridge, screen } = await openList({ 'writes.bulk': () => done });
  await screen.getByRole('checkbox', { name: /^Select Ana Pires/ }).click();
  await screen.getByRole('checkbox', { name: /^Select Jonas Weber/ }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Selection' }))
    .toMatchTextContent(`2 of ${sampleEntries.length} selected`);
  await screen.getByRole('button', { name: 'Change…' }).click();
  const panel = screen.getByRole('complementary', { name: 'Change 2 entries' });
  await panel.getByLabelText('Starts').fill('8');
  await expect.element(panel.getByText('2 entries in PingHome')).toBeVisible();
  await expect
    .element(panel.getByRole('region', { name: 'What this changes' }))
    .toMatchTextContent(/Ana Pires\s*[\d.]+ h → [\d.]+ h/);
  expect(bridge.inputsOf('writes.bulk')).toEqual([]);
  await expectAccessible();
  await panel.getByRole('button', { name: 'Save 2 changes' }).click();
  await expect
    .poll(() => bridge.inputsOf('writes.bulk'))
    .toMatchObject([
      {
        workspaceId: 'w-1',
        writes: [
          { kind: 'update', key: { memberId: people.ana.id }, rule: { startTime: '08:00:00' } },
          { kind: 'update', key: { memberId: people.jonas.id }, rule: { startTime: '08:00:00' } },
        ],
      },
    ]);
  await expect.element(panel).not.toBeInTheDocument();
});

test('a value that no entry may have is refused in words, and cannot be saved', async () => {
  const { screen } = await openList();
  await screen.getByRole('checkbox', { name: 'Select all entries' }).click();
  await screen.getByRole('button', { name: 'Change…' }).click();
  const panel = screen.getByRole('complementary', { name: /^Change/ });
  await panel.getByLabelText('Ends').fill('25:00');
  await expect.element(panel.getByText(/^Ends: a time like 09:00 is needed/)).toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('the list is searched by person, team and rule; what is out of sight is not changed with it', async () => {
  const { bridge, screen } = await openList({ 'writes.bulk': () => done });
  const find = screen.getByRole('searchbox', { name: 'Find entries' });
  const names = () =>
    screen
      .getByRole('table')
      .getByRole('row')
      .elements()
      .slice(1)
      .map((row) => row.querySelector('td:nth-child(3)')?.textContent.trim());
  await find.fill('payments thursday');
  await expect.poll(names).toEqual(['Tomás Silva']);
  // Whatever the accents; a word may be of the team, another of the person.
  await find.fill('PAYMENTS lea');
  await expect.poll(names).toEqual(['Léa Martin']);
  await find.fill('');
  await screen.getByRole('checkbox', { name: 'Select all entries' }).click();
  await find.fill('mira');
  await expect.poll(names).toEqual(['Mira Kaur', 'Mira Kaur']);
  await expect
    .element(screen.getByRole('status', { name: 'Selection' }))
    .toMatchTextContent('2 of 2 selected');
  await screen.getByRole('button', { name: 'Delete…' }).click();
  await screen.getByRole('button', { name: 'Save 2 changes' }).click();
  const mira = { kind: 'delete', key: { memberId: people.mira.id } };
  await expect.poll(() => bridge.inputsOf('writes.bulk')).toMatchObject([{ writes: [mira, mira] }]);
});

test('ticking all in sight leaves what was ticked out of sight; no match is said', async () => {
  const { screen } = await openList();
  const find = screen.getByRole('searchbox', { name: 'Find entries' });
  await screen.getByRole('checkbox', { name: /^Select Ana Pires/ }).click();
  await find.fill('mira');
  await screen.getByRole('checkbox', { name: 'Select all entries' }).click();
  await find.fill('nobody at all');
  await expect.element(screen.getByText('No entry matches “nobody at all”.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Delete…' })).toBeDisabled();
  await find.fill('');
  await expect
    .element(screen.getByRole('status', { name: 'Selection' }))
    .toMatchTextContent(`3 of ${sampleEntries.length} selected`);
});

test('the search of the timeline hides nothing in the list, nor the other way round', async () => {
  const { screen } = await showEditor();
  await screen.getByRole('searchbox', { name: 'Find people' }).fill('mira');
  await screen.getByRole('radio', { name: 'List' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Selection' }))
    .toMatchTextContent(`${sampleEntries.length} entries`);
  await screen.getByRole('searchbox', { name: 'Find entries' }).fill('ana');
  await screen.getByRole('radio', { name: 'Week', exact: true }).click();
  await expect.element(screen.getByRole('rowheader', { name: /Mira Kaur/ })).toBeVisible();
});

test('leaving a proposal asks first, and going on keeps it', async () => {
  const { screen } = await openList();
  await screen.getByRole('checkbox', { name: /^Select Ana Pires/ }).click();
  await screen.getByRole('button', { name: 'Delete…' }).click();
  await screen.getByRole('button', { name: 'Jonas Weber', exact: true }).click();
  const question = screen.getByRole('dialog', { name: 'Save first: Delete 1 entry?' });
  await question.getByRole('button', { name: 'Go on editing' }).click();
  await expect.element(screen.getByRole('complementary', { name: 'Delete 1 entry' })).toBeVisible();
  await screen.getByRole('button', { name: 'Jonas Weber', exact: true }).click();
  await question.getByRole('button', { name: 'Discard it' }).click();
  await expect
    .element(screen.getByRole('complementary', { name: 'Inspector' }))
    .toMatchTextContent('Jonas Weber');
});

const csv = (rows: string) => `team_id,team_member_id,week_days,start_time,end_time\r\n${rows}\r\n`;

test('a table is brought in: what is there stays, what is wrong is told by its row', async () => {
  const { bridge, screen } = await openList({ 'writes.bulk': () => done });
  await screen.getByRole('button', { name: 'Import…' }).click();
  const panel = screen.getByRole('complementary', { name: 'Import' });
  const text = csv(
    [
      't-platform,a-sam,0,09:00:00,17:00:00',
      't-platform,a-jonas,2 3,09:00:00,09:00:00',
      't-platform,a-sam,9,09:00:00,17:00:00',
    ].join('\r\n'),
  );
  await panel
    .getByLabelText('File to import')
    .upload(new File([text], 'sundays.csv', { type: 'text/csv' }));
  await expect.element(panel.getByText('1 new entry, 1 already there.')).toBeVisible();
  await expect.element(panel.getByText(/^Row 3: Days: value 1/)).toBeVisible();
  await expectAccessible();
  await panel.getByRole('button', { name: 'Save 1 change' }).click();
  await expect
    .poll(() => bridge.inputsOf('writes.bulk'))
    .toMatchObject([
      {
        writes: [
          { kind: 'create', teamId: 't-platform', memberId: 'a-sam', rule: { weekDays: [0] } },
        ],
      },
    ]);
});

test('a calendar asks whom it means, and a file dropped on the window is taken', async () => {
  const { screen } = await showEditor();
  const event = (day: string, who: string) =>
    [
      'BEGIN:VEVENT',
      `UID:${day}`,
      `DTSTART:202612${day}T090000Z`,
      `DTEND:202612${day}T170000Z`,
      `SUMMARY:${who}`,
      'END:VEVENT',
    ].join('\r\n');
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    event('05', 'Mira Kaur'),
    event('06', 'Someone'),
    'END:VCALENDAR',
  ].join('\r\n');
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'team.ics', { type: 'text/calendar' }));
  for (const type of ['dragover', 'drop'])
    window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  const panel = screen.getByRole('complementary', { name: 'Import' });
  await expect.element(panel.getByLabelText('Mira Kaur, 1 shift')).toHaveValue(people.mira.id);
  await expect.element(panel.getByText('1 new entry.')).toBeVisible();
  await panel.getByLabelText('Someone, 1 shift').selectOptions('Sam Okafor');
  await expect.element(panel.getByText('2 new entries.')).toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'Save 2 changes' })).toBeEnabled();
});

test('a file that is no schedule is refused in words', async () => {
  const { screen } = await openList();
  await screen.getByRole('button', { name: 'Import…' }).click();
  await screen.getByLabelText('File to import').upload(new File(['{"a":1}'], 'x.json'));
  await expect.element(screen.getByText(/^This is no file of entries/)).toBeVisible();
});

test('an export says what is in it, and leaves by main alone', async () => {
  const { bridge, screen } = await openList({ 'file.save': () => ({ savedAs: 'shifts.ics' }) });
  await screen.getByRole('button', { name: 'Export…' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Export' });
  await expect
    .element(dialog.getByRole('status', { name: 'What is exported' }))
    .toMatchTextContent(/^\d+ shifts$/);
  await expectAccessible();
  await dialog.getByLabelText('Team').selectOptions('Payments');
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent(/^Saved \d+ shifts as shifts\.ics\.$/);
  const [input] = bridge.inputsOf('file.save') as { name: string; text: string }[];
  expect(input?.name).toBe('Payments.ics');
  expect(input?.text).toContain('SUMMARY:Léa Martin on call · Payments');
  expect(input?.text).not.toContain('Ana Pires');
});

test('the load is weighed over chosen dates, counts holidays, and leaves as CSV', async () => {
  const { bridge, screen } = await showEditor(undefined, {
    'file.save': () => ({ savedAs: 'load.csv' }),
  });
  await screen.getByRole('radio', { name: 'Load' }).click();
  await screen.getByLabelText('From').fill('2026-12-21');
  await screen.getByLabelText('To').fill('2026-12-27');
  const table = screen.getByRole('table');
  await expect.element(table).toMatchTextContent(/21 – 27 December 2026/);
  await screen.getByRole('button', { name: 'Count holidays…' }).click();
  await screen.getByLabelText('Holidays').selectOptions('Portugal');
  // Christmas is a Friday: Mira's day, and Sam's evening.
  await expect.element(table.getByRole('row', { name: /Mira Kaur/ })).toMatchTextContent(/1 15 h$/);
  await expectAccessible();
  await screen.getByRole('button', { name: 'Export CSV…' }).click();
  await expect
    .poll(() => bridge.inputsOf('file.save'))
    .toMatchObject([{ name: 'Load 2026-12-21 to 2026-12-27.csv' }]);
});

test('clock changes list the shifts they touch with their real length', async () => {
  const now = Date.UTC(2027, 1, 1);
  const { screen } = await showEditor(snapshotWith(), {}, now);
  await screen.getByRole('button', { name: /commands/ }).click();
  await screen.getByRole('combobox').fill('clock changes');
  await screen.getByRole('option', { name: /clock changes/ }).click();
  const region = screen.getByRole('region', { name: 'Lisbon goes forward 1 h' });
  await expect.element(region).toMatchTextContent(/Mira Kaur\s*Platform/);
  await expect.element(region).toMatchTextContent('15 h instead of 16 h');
  await expectAccessible();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing on the list with a selection, %s',
  async (theme) => {
    const { screen } = await showEditor(themed(snapshotWith(), theme));
    await screen.getByRole('radio', { name: 'List' }).click();
    await screen.getByRole('checkbox', { name: /^Select Ana Pires/ }).click();
    await expectAccessible();
  },
);
