import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { Entry, ReadOnlyReason } from '../../core/schedule/model.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { entryWith, people, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

async function openJonas(answers: Parameters<typeof showEditor>[1] = {}) {
  const shown = await showEditor(snapshotWith(), answers);
  await shown.screen.getByRole('gridcell', { name: /^Jonas Weber/ }).click();
  const inspector = shown.screen.getByRole('complementary', { name: 'Inspector' });
  await expect.element(inspector).toBeVisible();
  return { ...shown, inspector };
}

test('shows the rule: days, times with the next day said, and the next five shifts', async () => {
  const { inspector } = await openJonas();
  await expect
    .element(inspector.getByRole('button', { name: 'Tuesday' }))
    .toHaveAttribute('aria-pressed', 'true');
  await expect
    .element(inspector.getByRole('button', { name: 'Friday' }))
    .toHaveAttribute('aria-pressed', 'false');
  await expect.element(inspector.getByLabelText('Ends')).toHaveValue('09:00');
  await expect.element(inspector.getByText('next day')).toBeVisible();
  const shifts = inspector.getByRole('region', { name: 'Next shifts' }).getByRole('listitem');
  await expect.element(shifts.first()).toMatchTextContent('Tue 24 Nov 09:00 – Thu 09:00');
  expect(shifts.elements()).toHaveLength(5);
});

test('saves what was changed with what was seen, and nothing before Save', async () => {
  const { bridge, inspector, screen } = await openJonas();
  await inspector.getByRole('button', { name: 'Friday' }).click();
  await inspector.getByLabelText('Starts').fill('8');
  await userEvent.tab();
  await expect.element(inspector.getByLabelText('Starts')).toHaveValue('08:00');
  expect(bridge.inputsOf('entry.update')).toEqual([]);
  await inspector.getByRole('button', { name: 'Save change' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Saved.');
  expect(bridge.inputsOf('entry.update')).toMatchObject([
    {
      workspaceId: 'w-1',
      teamId: 't-platform',
      memberId: people.jonas.id,
      base: { weekDays: [2, 3] },
      rule: { weekDays: [2, 3, 5], startTime: '08:00:00', endTime: '09:00:00' },
    },
  ]);
});

test('Ctrl+Z takes back what is not saved, one change at a time, before any step that was', async () => {
  const { bridge, inspector, screen } = await openJonas({
    'writes.history': () => ({
      undo: { stepId: 's', at: 0, created: 1, updated: 0, deleted: 0, memberIds: [] },
      redo: null,
      stopped: [],
    }),
    'writes.undo': () => ({ stepId: 's', state: 'done', failure: null, items: [] }),
  });
  const [friday, starts] = [
    inspector.getByRole('button', { name: 'Friday' }),
    inspector.getByLabelText('Starts'),
  ];
  await inspector.getByLabelText('Starts').fill('08:30');
  await friday.click();
  await expect
    .element(screen.getByRole('button', { name: 'Undo: Days (not saved)' }))
    .toBeVisible();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(friday).toHaveAttribute('aria-pressed', 'false');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(starts).toHaveValue('09:00');
  await expect.element(inspector.getByRole('button', { name: 'Save change' })).toBeDisabled();
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await expect.element(starts).toHaveValue('08:30');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(bridge.inputsOf('writes.undo')).toEqual([]);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => bridge.inputsOf('writes.undo')).toHaveLength(1);
});

test('the timeline shows the change before it is saved', async () => {
  const { inspector, screen } = await openJonas();
  await inspector.getByRole('button', { name: 'Sunday' }).click();
  await expect
    .element(screen.getByRole('gridcell', { name: /^Jonas Weber, Sunday 29 November 09:00/ }))
    .toBeVisible();
  await expect
    .element(screen.getByRole('row', { name: /Coverage/ }))
    .not.toMatchTextContent('3 gaps');
});

test('no day chosen is a problem at the days, never “all”', async () => {
  const { inspector } = await openJonas();
  await inspector.getByRole('button', { name: 'Tuesday' }).click();
  await inspector.getByRole('button', { name: 'Wednesday' }).click();
  await expect
    .element(inspector.getByRole('group', { name: 'Days' }).first())
    .toMatchTextContent('Choose at least one.');
  await expect.element(inspector.getByRole('button', { name: 'Save change' })).toBeDisabled();
});

test('a time that is none is said at its field', async () => {
  const { inspector } = await openJonas();
  await inspector.getByLabelText('Starts').fill('25:00');
  await expect.element(inspector.getByLabelText('Starts')).toHaveAttribute('aria-invalid', 'true');
  await expect
    .element(inspector.getByText('A time like 09:00 is needed, from 00:00 to 23:59:59.'))
    .toBeVisible();
});

test('PingHome’s words about a field stand at that field, and the draft stays', async () => {
  const message = 'Shifts of this team end by 20:00.';
  const { inspector } = await openJonas({
    'entry.update': () =>
      new Refusal({
        kind: 'rejected',
        status: 422,
        detail: '',
        errors: [{ field: 'end_time', path: '/end_time', code: 'x', message }],
      }),
  });
  await inspector.getByLabelText('Ends').fill('21:00');
  await inspector.getByRole('button', { name: 'Save change' }).click();
  await expect.element(inspector.getByText(message)).toBeVisible();
  await expect.element(inspector.getByRole('alert')).toMatchTextContent('Not accepted');
  await expect.element(inspector.getByLabelText('Ends')).toHaveValue('21:00');
  await expectAccessible();
});

test('a change by someone else is shown side by side, and what is picked is saved', async () => {
  let asked = 0;
  const { bridge, inspector, screen } = await openJonas({
    'entry.update': ({ base, key }) => {
      asked += 1;
      if (asked > 1) return { kind: 'saved', key };
      const theirs = { ...base, endTime: '17:00:00', weekDays: [2, 3, 4] };
      const entry = entryWith(key.memberId, theirs, { createdAt: 'their key' });
      return { kind: 'conflict', base, theirs: entry };
    },
  });
  await inspector.getByRole('button', { name: 'Friday' }).click();
  await inspector.getByRole('button', { name: 'Save change' }).click();
  await expect.element(inspector.getByText('Changed by someone else.')).toBeVisible();
  const days = inspector.getByRole('row', { name: /^Days/ });
  await expect.element(days).toMatchTextContent('Tue, Wed and Thu');
  await expect.element(days).toMatchTextContent('Tue, Wed and Fri');
  await expectAccessible();
  await inspector.getByRole('button', { name: 'Save what is chosen' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Saved.');
  expect(bridge.inputsOf('entry.update')[1]).toMatchObject({
    key: { createdAt: 'their key' },
    base: { endTime: '17:00:00' },
    // Mine where I changed it, theirs where only they did.
    rule: { weekDays: [2, 3, 5], endTime: '17:00:00' },
  });
});

test('a change by someone else before a delete is shown, and the entry kept or deleted as it is now', async () => {
  let asked = 0;
  const { bridge, inspector, screen } = await openJonas({
    'entry.delete': ({ base, key }) => {
      asked += 1;
      if (asked > 1) return { kind: 'saved', key };
      const theirs = { ...base, weekDays: [2, 3, 4] };
      return {
        kind: 'conflict',
        base,
        theirs: entryWith(key.memberId, theirs, { createdAt: 'their key' }),
      };
    },
  });
  await inspector.getByRole('button', { name: 'Delete' }).click();
  await screen.getByRole('button', { name: 'Delete entry' }).click();
  await expect.element(inspector.getByText(/Nothing was deleted/)).toBeVisible();
  await expect
    .element(inspector.getByRole('row', { name: /^Days/ }))
    .toMatchTextContent('Tue, Wed and Thu');
  await expect.element(inspector.getByRole('button', { name: 'Keep it' })).toBeVisible();
  expect(inspector.getByRole('button', { name: /Save/ }).elements()).toHaveLength(0);
  await expectAccessible();
  await inspector.getByRole('button', { name: 'Delete it all the same' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Deleted.');
  expect(bridge.inputsOf('entry.delete')[1]).toMatchObject({
    key: { createdAt: 'their key' },
    base: { weekDays: [2, 3, 4] },
  });
  expect(bridge.inputsOf('entry.update')).toEqual([]);
});

test('a conflict on giving an entry away lets its member be chosen too', async () => {
  let asked = 0;
  const { bridge, inspector } = await openJonas({
    'entry.update': ({ base, key }) => {
      asked += 1;
      if (asked > 1) return { kind: 'saved', key };
      const theirs = entryWith(key.memberId, { ...base, endTime: '17:00:00' }, { createdAt: 'k2' });
      return { kind: 'conflict', base, theirs };
    },
  });
  await inspector.getByLabelText('Team member').selectOptions('Mira Kaur');
  await inspector.getByRole('button', { name: 'Save change' }).click();
  const member = inspector.getByRole('row', { name: /^Member/ });
  await expect.element(member.getByRole('radio', { name: 'Mira Kaur' })).toBeChecked();
  await member.getByRole('radio', { name: 'Jonas Weber' }).click();
  await expect.element(member.getByRole('radio', { name: 'Jonas Weber' })).toBeChecked();
  await member.getByRole('radio', { name: 'Mira Kaur' }).click();
  await inspector.getByRole('button', { name: 'Save what is chosen' }).click();
  await expect
    .poll(() => bridge.inputsOf('entry.update')[1])
    .toMatchObject({
      key: { memberId: people.jonas.id, createdAt: 'k2' },
      memberId: people.mira.id,
      rule: { endTime: '17:00:00' },
    });
});

test('a gap is one press away from the shift that fills it', async () => {
  const { bridge, screen } = await showEditor();
  await screen.getByRole('gridcell', { name: /^Gap, Saturday/ }).click();
  const inspector = screen.getByRole('complementary', { name: 'Inspector' });
  await expect.element(inspector).toMatchTextContent('New shift');
  await expect.element(inspector.getByLabelText('Ends')).toHaveValue('15:00');
  await inspector.getByLabelText('Team member').selectOptions('Mira Kaur');
  await inspector.getByRole('button', { name: 'Create shift' }).click();
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('Saved.');
  expect(bridge.inputsOf('entry.create')).toMatchObject([
    {
      memberId: people.mira.id,
      rule: {
        weekDays: [6],
        startTime: '00:00:00',
        endTime: '15:00:00',
        startDate: Date.UTC(2026, 10, 28),
      },
    },
  ]);
});

test('leaving an unsaved change asks first', async () => {
  const { inspector, screen } = await openJonas();
  await inspector.getByRole('button', { name: 'Friday' }).click();
  await screen.getByRole('gridcell', { name: /^Ana Pires, Thursday/ }).click();
  await expect
    .element(screen.getByRole('dialog', { name: /Save the change for Jonas/ }))
    .toBeVisible();
  await screen.getByRole('button', { name: 'Discard it' }).click();
  await expect.element(inspector.getByRole('heading', { name: 'Ana Pires' })).toBeVisible();
});

const refusals: readonly [ReadOnlyReason, Partial<Entry>, RegExp][] = [
  ['no-team', { teamId: null }, /does not say which team/],
  ['ambiguous-team', { teamId: null }, /does not say which one is meant/],
  ['no-member', { memberId: null }, /names no member/],
  ['no-created-at', { createdAt: null }, /no creation time/],
  ['row-week-six', {}, /a sixth week/],
];

test('entries that can’t be changed are shown, say why and offer nothing', async () => {
  const entries = refusals.map(([readOnly, part], at) => ({
    ...entryWith(people.ana.id, { weekDays: [2], startTime: `0${String(at + 1)}:00:00` }),
    ...part,
    id: readOnly,
    readOnly,
  }));
  const { screen } = await showEditor(snapshotWith([workspaceWith({ entries })]));
  await screen.getByRole('radio', { name: 'List' }).click();
  const inspector = screen.getByRole('complementary', { name: 'Inspector' });
  for (const [at, [, , why]] of refusals.entries()) {
    const row = screen.getByRole('row', { name: new RegExp(`0${String(at + 1)}:00`) });
    await row.getByRole('button').click();
    await expect.element(inspector).toMatchTextContent(why);
    await expect.element(inspector.getByLabelText('Starts')).toBeDisabled();
    await expect.element(inspector.getByRole('button', { name: 'Delete' })).toBeDisabled();
  }
});
