import type { Page } from '@playwright/test';
import { entriesOf } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { picture } from '../support/theme-pictures.ts';
import { sampleIds } from '../../service/sample.ts';

type Row = Readonly<Record<string, unknown>>;

const { payments, sofia, lena } = sampleIds;
const notAugust = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12];
let service: TestService;

test.beforeEach(async () => {
  service = await startTestService({ sampleAt: Date.now(), token: 'conflict-secret-token' });
});
test.afterEach(async () => {
  await service.close();
});

async function rowOf(member: string): Promise<Row> {
  const [row, ...more] = (await entriesOf(service)).filter((it) => it['team_member_id'] === member);
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
  const reply = await fetch(`${service.base}/team/${payments}/schedule${query}`, {
    method,
    headers: {
      authorization: `Bearer ${service.token}`,
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
  await storeToken(desktop, service.token);
  writeSettings(profile, connectedSettings(service));
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  const said = window.getByRole('status', { name: 'Last action' });
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await window.getByRole('radio', { name: 'List' }).click();

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
  await expect(said).toContainText('Saved.');
  // Their days, chosen; my times; and their months, which nobody else had touched.
  expect(await rowOf(sofia)).toMatchObject({
    week_days: [1, 2, 3, 4],
    start_time: '07:30:00',
    end_time: '20:00:00',
    months_of_year: notAugust,
  });

  await openEntry(window, 'Lena Fischer');
  await inspector.getByLabel('Starts').fill('09:00');
  await meanwhile('DELETE', await rowOf(lena));
  await inspector.getByRole('button', { name: 'Save change' }).click();
  await expect(inspector.getByText('Deleted by someone else.')).toBeVisible();
  await inspector.getByRole('button', { name: 'Create it again' }).click();
  await expect
    .poll(() => entriesOf(service))
    .toContainEqual(
      expect.objectContaining({ team_member_id: lena, week_days: [0, 6], start_time: '09:00:00' }),
    );
});
