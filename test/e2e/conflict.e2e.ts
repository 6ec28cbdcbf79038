import type { Page } from '@playwright/test';
import { entriesOf } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving, status, type Misbehaving } from '../support/misbehaving/server.ts';
import { picture } from '../support/theme-pictures.ts';
import { sampleIds } from '../../service/sample.ts';

type Row = Readonly<Record<string, unknown>>;

const { payments, sofia, arjun, lena } = sampleIds;
const notAugust = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12];
let pingHome: Misbehaving;

test.beforeEach(async () => {
  pingHome = await startMisbehaving({ sampleAt: Date.now(), token: 'conflict-secret-token' });
});
test.afterEach(async () => {
  await pingHome.close();
});

const account = () => {
  const { base, token, ids } = pingHome;
  return { base, token, customer: ids.organisation };
};

async function rowOf(member: string): Promise<Row> {
  const [row, ...more] = (await entriesOf(account())).filter(
    (it) => it['team_member_id'] === member,
  );
  if (row === undefined || more.length > 0) throw new Error('one entry is expected');
  return row;
}

/** What another client of the account sends at the same time. */
async function meanwhile(method: 'PUT' | 'DELETE', row: Row, changes: Row = {}): Promise<void> {
  const key = {
    team_member_id: String(row['team_member_id']),
    created_at: String(row['created_at']),
  };
  const { months_of_year, weeks_of_month, week_days, start_time, end_time } = row;
  const fields = { months_of_year, weeks_of_month, week_days, start_time, end_time };
  const query = method === 'DELETE' ? `?${new URLSearchParams(key).toString()}` : '';
  const reply = await fetch(`${pingHome.base}/team/${payments}/schedule${query}`, {
    method,
    headers: {
      authorization: `Bearer ${pingHome.token}`,
      'content-type': 'application/json',
    },
    ...(method === 'PUT' ? { body: JSON.stringify({ ...key, ...fields, ...changes }) } : {}),
  });
  expect(reply.ok).toBe(true);
}

async function openEntry(window: Page, name: string): Promise<void> {
  await window.getByRole('searchbox', { name: 'Find entries' }).fill(name);
  await window.getByRole('button', { name, exact: true }).click();
}

test('what others changed or deleted meanwhile is shown; what is chosen, and only that, is on the server', async ({
  startApp,
  desktop,
  profile,
}) => {
  await storeToken(desktop, pingHome.token);
  writeSettings(profile, connectedSettings(account()));
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  const said = window.getByRole('status', { name: 'Last action' });
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await window.getByRole('radio', { name: 'List' }).click();

  // Before any change of ours: for a while after one, what is missing must be missing twice.
  await test.step('what they deleted is left deleted, or created again', async () => {
    await openEntry(window, 'Lena Fischer');
    await inspector.getByLabel('Starts').fill('09:00');
    await meanwhile('DELETE', await rowOf(lena));
    const left = await entriesOf(account());
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector.getByText('Deleted by someone else.')).toBeVisible();
    await inspector.getByRole('button', { name: 'Leave it deleted' }).click();
    await expect(inspector).toBeHidden();
    expect(await entriesOf(account())).toEqual(left);

    await openEntry(window, 'Arjun Rao');
    await inspector.getByLabel('Starts').fill('21:00');
    await meanwhile('DELETE', await rowOf(arjun));
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await inspector.getByRole('button', { name: 'Create it again' }).click();
    await expect(said).toHaveText('Saved.');
    expect(await rowOf(arjun)).toMatchObject({
      week_days: [1, 2, 3, 4, 5],
      start_time: '21:00:00',
    });
  });

  await test.step('what they changed stands beside mine, field by field', async () => {
    await openEntry(window, 'Sofia Almeida');
    await inspector.getByRole('button', { name: 'Saturday' }).click();
    await inspector.getByLabel('Starts').fill('07:30');
    await meanwhile('PUT', await rowOf(sofia), {
      week_days: [1, 2, 3, 4],
      end_time: '18:00:00',
      months_of_year: notAugust,
    });
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector.getByText('Changed by someone else.')).toBeVisible();
    expect(await rowOf(sofia)).toMatchObject({ start_time: '08:00:00', end_time: '18:00:00' });
    await expect(inspector.getByRole('row', { name: /^Times/ })).toContainText('08:00 – 18:00');
    await picture(app, window, 'state-conflict');
    const days = inspector.getByRole('row', { name: /^Days/ });
    await days.getByRole('radio').first().click();
    await inspector.getByRole('button', { name: 'Save what is chosen' }).click();
    await expect(inspector).toBeHidden();
    // Their days, chosen; my times; and their months, which nobody else had touched.
    expect(await rowOf(sofia)).toMatchObject({
      week_days: [1, 2, 3, 4],
      start_time: '07:30:00',
      end_time: '20:00:00',
      months_of_year: notAugust,
    });
  });

  await test.step('a change of two fields, mine for one and theirs for the other', async () => {
    await openEntry(window, 'Arjun Rao');
    await inspector.getByLabel('Starts').fill('22:00');
    await inspector.getByRole('button', { name: 'Friday' }).click();
    await meanwhile('PUT', await rowOf(arjun), { start_time: '19:00:00', week_days: [1, 2, 3] });
    await inspector.getByRole('button', { name: 'Save change' }).click();
    const times = inspector.getByRole('row', { name: /^Times/ });
    await expect(times).toContainText('19:00 – 08:00');
    await times.getByRole('radio').first().click();
    await inspector.getByRole('row', { name: /^Days/ }).getByRole('radio').last().click();
    await inspector.getByRole('button', { name: 'Save what is chosen' }).click();
    await expect(inspector).toBeHidden();
    expect(await rowOf(arjun)).toMatchObject({ start_time: '19:00:00', week_days: [1, 2, 3, 4] });
  });

  await test.step('what they changed is looked at before it is deleted all the same', async () => {
    await openEntry(window, 'Arjun Rao');
    await meanwhile('PUT', await rowOf(arjun), { end_time: '06:00:00' });
    await inspector.getByRole('button', { name: 'Delete' }).click();
    await window.getByRole('dialog').getByRole('button', { name: 'Delete entry' }).click();
    await expect(inspector.getByRole('row', { name: /^Times/ })).toContainText('19:00 – 06:00');
    expect(await rowOf(arjun)).toMatchObject({ end_time: '06:00:00' });
    await inspector.getByRole('button', { name: 'Keep it' }).click();
    expect(await rowOf(arjun)).toMatchObject({ end_time: '06:00:00' });
  });

  await test.step('what PingHome refuses stands at its field until that is changed', async () => {
    const before = await rowOf(sofia);
    await openEntry(window, 'Sofia Almeida');
    await inspector.getByLabel('Ends').fill('21:00');
    const error = {
      field: 'end_time',
      path: '/end_time',
      code: 'too_late',
      message: 'Nobody may be on call after 20:30.',
    };
    pingHome.next('updateEntry', status(422, { errors: [error] }));
    await inspector.getByRole('button', { name: 'Save change' }).click();
    const ends = inspector.getByLabel('Ends');
    await expect(ends).toHaveAttribute('aria-invalid', 'true');
    await expect(ends).toHaveAccessibleDescription(/Nobody may be on call after 20:30\./);
    expect(await rowOf(sofia)).toEqual(before);
    await ends.fill('20:15');
    await expect(ends).not.toHaveAttribute('aria-invalid', 'true');
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector).toBeHidden();
    expect(await rowOf(sofia)).toMatchObject({ end_time: '20:15:00' });
  });
});
