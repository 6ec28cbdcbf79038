import path from 'node:path';
import { dateText, parseDate } from '../../core/time/civil.ts';
import { dayMs, hourMs } from '../../core/time/instant.ts';
import { isoOf } from '../../core/time/iso.ts';
import { rulesOf, sortedRules } from '../support/account.ts';
import { expect, pictures, test } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving, type Misbehaving } from '../support/misbehaving/server.ts';
import { choosePlan } from '../support/open-schedule.ts';

let pingHome: Misbehaving;

test.beforeEach(async () => {
  pingHome = await startMisbehaving({ sampleAt: Date.now() });
});
test.afterEach(async () => {
  await pingHome.close();
});

/** What each entry of the account says. */
function rules(): Promise<Record<string, unknown>[]> {
  const { base, token, ids } = pingHome;
  return rulesOf({ base, token, customer: ids.organisation });
}

/** 09:00 UTC of a date, as the service writes it. */
const atNine = (days: number) => isoOf(days * dayMs + 9 * hourMs);

test('a rotation replaces the sample, survives a crash half way, is exactly the plan, and is undone; a cover too', async ({
  startApp,
  desktop,
  profile,
}) => {
  test.setTimeout(240_000);
  const { base, ids, token } = pingHome;
  writeSettings(profile, connectedSettings({ base, customer: ids.organisation }));
  await storeToken(desktop, token);
  const before = await rules();
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');

  await choosePlan(window, 'Build rotation…');
  const panel = window.getByRole('complementary', { name: 'Build rotation' });
  const first = parseDate(await panel.getByLabel('First day').inputValue()) ?? 0;
  await panel.getByLabel('Last day').fill(dateText(first + 27));
  await panel.getByRole('button', { name: /^Move Mira Kaur, 3 of 4/ }).press('Home');
  await panel.getByRole('radio', { name: /^Replace all/ }).click();
  await expect(panel.getByText('4 turns as 4 entries')).toBeVisible();
  await window.screenshot({ path: path.join(pictures, 'rotation-light.png') });
  // Each change takes its time, and the app dies after the second.
  pingHome.always('createEntry', { kind: 'delay', ms: 700 });
  await panel.getByRole('button', { name: /^Save \d+ changes$/ }).click();
  await expect(window.getByText(/2 of \d+ through/)).toBeVisible();
  const gone = app.electron.waitForEvent('close');
  app.electron.process().kill('SIGKILL');
  await gone;
  pingHome.heal();
  expect(await rules()).not.toEqual(before);

  const again = await startApp();
  await again.choose('Open schedule…');
  const later = await again.window('editor');
  const said = later.getByRole('status', { name: 'Last action' });
  await expect(later.getByText(/was cut short/)).toBeVisible();
  await later.getByRole('button', { name: 'Resume' }).click();
  await expect(said).toContainText(/^Resume: .*changes saved\.$/, { timeout: 60_000 });
  const others = before.filter((row) => row['team_id'] !== ids.platform);
  const weeks = [ids.mira, ids.ana, ids.jonas, ids.tomas].map((member, n) => ({
    team_id: ids.platform,
    team_member_id: member,
    start_date: atNine(first + 7 * n),
    end_date: atNine(first + 7 * (n + 1)),
    start_time: '00:00:00',
    end_time: '23:59:59',
    months_of_year: [],
    weeks_of_month: [],
    week_days: [],
  }));
  expect(await rules()).toEqual(sortedRules([...others, ...weeks]));

  await later.keyboard.press('Control+z');
  await expect(said).toContainText(/^Undo: \d+ changes saved\.$/, { timeout: 60_000 });
  expect(await rules()).toEqual(before);

  await choosePlan(later, 'Cover…');
  const cover = later.getByRole('complementary', { name: 'Cover' });
  await cover.getByLabel('Who needs cover').selectOption({ label: 'Ana Pires' });
  await cover.getByLabel('First day').fill(dateText(first));
  await cover.getByLabel('Covered by').selectOption(ids.jonas);
  await expect(cover.getByText(/^Jonas Weber covers Ana Pires/)).toBeVisible();
  await cover.getByRole('button', { name: /^Save \d+ changes$/ }).click();
  await expect(said).toContainText(/^Jonas Weber covers Ana Pires, .*: \d+ changes saved\.$/, {
    timeout: 60_000,
  });
  expect(await rules()).toContainEqual(
    expect.objectContaining({
      team_member_id: ids.jonas,
      start_date: atNine(first),
      end_date: atNine(first + 1),
    }),
  );
  await later.getByRole('button', { name: /^Undo: / }).click();
  await expect.poll(rules, { timeout: 60_000 }).toEqual(before);
});
