import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { people, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { themed, type Shown } from './support/pages.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 1000));

const jonas = { memberId: people.jonas.id, from: '2026-11-25', to: '2026-11-27' };
const ana = { memberId: people.ana.id, from: '2026-08-03', to: '2026-08-07' };
const withLeave = snapshotWith([workspaceWith({ leave: [ana, jonas] })]);

async function leave({ screen }: Shown) {
  await userEvent.keyboard('{Control>}k{/Control}leave…{Enter}');
  const panel = screen.getByRole('complementary', { name: 'Leave' });
  await expect.element(panel.getByLabelText('Who')).toHaveFocus();
  return panel;
}

test('leave is added by keyboard and kept with the workspace', async () => {
  const shown = await showEditor(withLeave);
  const panel = await leave(shown);
  await panel.getByLabelText('Who').selectOptions(people.mira.id);
  await panel.getByLabelText('First day').fill('2026-12-21');
  await expect.element(panel.getByLabelText('Last day')).toHaveValue('2026-12-21');
  await panel.getByLabelText('Last day').fill('2026-12-20');
  await expect.element(panel.getByText('Not before the first day.')).toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'Add' })).toBeDisabled();
  await panel.getByLabelText('Last day').fill('2026-12-23');
  await userEvent.keyboard('{Enter}');
  const added = { memberId: people.mira.id, from: '2026-12-21', to: '2026-12-23' };
  await expect
    .poll(() => shown.bridge.inputsOf('workspace.change'))
    .toEqual([{ workspaceId: 'w-1', leave: [ana, jonas, added] }]);
  await expect
    .element(shown.screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('1 period of leave added.');
});

test('leave is listed with the shifts it runs into, removed, and covered with one press', async () => {
  const shown = await showEditor(themed(withLeave, 'dark'));
  const panel = await leave(shown);
  const ahead = panel.getByRole('region', { name: 'Leave ahead' });
  await expect.element(ahead.getByText('Jonas Weber')).toBeVisible();
  // Tuesday's hours begin before the leave and reach into it.
  await expect
    .element(ahead.getByText('On call in Platform then: Wed 25 Nov 00:00 – Thu 26 Nov 09:00'))
    .toBeVisible();
  expect(ahead.getByText('Ana Pires').elements()).toHaveLength(0);
  await panel.getByText('Past · 1').click();
  await panel.getByRole('button', { name: 'Remove leave of Ana Pires, 3 – 7 Aug' }).click();
  await expect
    .poll(() => shown.bridge.inputsOf('workspace.change'))
    .toEqual([{ workspaceId: 'w-1', leave: [jonas] }]);
  await expectAccessible();
  await ahead.getByRole('button', { name: 'Cover Jonas Weber in Platform, 25 – 27 Nov' }).click();
  const cover = shown.screen.getByRole('complementary', { name: 'Cover' });
  await expect.element(cover.getByLabelText('Who needs cover')).toHaveValue(people.jonas.id);
  await expect.element(cover.getByLabelText('First day')).toHaveValue('2026-11-24');
  await expect.element(cover.getByLabelText('Last day')).toHaveValue('2026-11-25');
});

test('a shift in leave is a problem that a cover fixes', async () => {
  const { screen } = await showEditor(withLeave);
  const title = 'Jonas Weber is on call while on leave';
  await expect.element(screen.getByText(title)).toBeVisible();
  await screen.getByRole('button', { name: `Cover… ${title}` }).click();
  const cover = screen.getByRole('complementary', { name: 'Cover' });
  await cover.getByLabelText('Covered by').selectOptions(people.mira.id);
  await expect.element(cover.getByText('Mira Kaur covers Jonas Weber, 24 – 25 Nov')).toBeVisible();
});

test('a table is read, its people matched or chosen by hand, and added as one change', async () => {
  const shown = await showEditor(withLeave);
  const panel = await leave(shown);
  const text =
    'name;first day;last day\n' +
    'mira kaur;2026-12-21;2026-12-23\nSilva, T.;2026-12-28;2026-12-30\n' +
    'Boss;2026-12-01;2026-12-02\n;2026-12-01;2026-12-02\n';
  const file = panel.getByLabelText('Import from a calendar or table');
  await file.upload(new File([text], 'leave.csv', { type: 'text/csv' }));
  const found = panel.getByRole('region', { name: 'Leave in leave.csv' });
  await expect.element(found.getByText('leave.csv: 3 periods of leave')).toBeVisible();
  await expect
    .element(found.getByText('1 line left out: no person, or no pair of dates.'))
    .toBeVisible();
  await expect.element(found.getByLabelText('mira kaur')).toHaveValue(people.mira.id);
  await expect.element(found.getByLabelText('Boss')).toHaveValue('');
  await found.getByLabelText('Silva, T.').selectOptions(people.tomas.id);
  await expectAccessible();
  await found.getByRole('button', { name: 'Add 2' }).click();
  await expect
    .poll(() => shown.bridge.inputsOf('workspace.change'))
    .toEqual([
      {
        workspaceId: 'w-1',
        leave: [
          ana,
          jonas,
          { memberId: people.mira.id, from: '2026-12-21', to: '2026-12-23' },
          { memberId: people.tomas.id, from: '2026-12-28', to: '2026-12-30' },
        ],
      },
    ]);
  await expect.element(found).not.toBeInTheDocument();
});

test('a calendar is read too; a file that is neither is refused in words', async () => {
  const shown = await showEditor();
  const panel = await leave(shown);
  const file = panel.getByLabelText('Import from a calendar or table');
  await file.upload(new File(['hello'], 'notes.txt', { type: 'text/plain' }));
  await expect.element(panel.getByText(/^notes.txt. A calendar .* is needed/)).toBeVisible();
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1'];
  const event = [
    'SUMMARY:Holiday Sam Okafor',
    'DTSTART;VALUE=DATE:20261221',
    'DTEND;VALUE=DATE:20261225',
  ];
  const calendar = [...lines, ...event, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  await file.upload(new File([calendar], 'team.ics', { type: 'text/calendar' }));
  const found = panel.getByRole('region', { name: 'Leave in team.ics' });
  await expect.element(found.getByLabelText('Holiday Sam Okafor')).toHaveValue(people.sam.id);
  await expect.element(found.getByText('21 – 24 Dec')).toBeVisible();
});

test('leave that could not be kept is said, and what was typed stays', async () => {
  const shown = await showEditor(withLeave, {
    'workspace.change': () => new Refusal({ kind: 'bug', reference: 'B-7' }),
  });
  const panel = await leave(shown);
  await panel.getByLabelText('Who').selectOptions(people.mira.id);
  await panel.getByLabelText('First day').fill('2026-12-21');
  await panel.getByRole('button', { name: 'Add' }).click();
  await expect.element(panel.getByRole('alert')).toBeVisible();
  await expect.element(panel.getByLabelText('First day')).toHaveValue('2026-12-21');
});
