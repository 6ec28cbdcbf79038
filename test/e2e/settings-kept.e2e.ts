import type { Page } from '@playwright/test';
import type { Snapshot } from '../../core/contract/snapshot.ts';
import { sampleIds } from '../../service/sample.ts';
import { addEntry, callMain } from '../support/account.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { dayMs, hourMs } from '../support/on-call.ts';
import { startTestService, type TestService } from '../support/service.ts';

const { tomas, jonas, mira, lena } = sampleIds;
const minuteMs = hourMs / 60;
let service: TestService;

test.beforeEach(async () => {
  service = await startTestService({ sampleAt: Date.now(), token: 'kept-secret-token' });
});
test.afterEach(async () => {
  await service.close();
});

/** Somebody of Platform without a shift from yesterday to tomorrow, once 0 means Monday. */
function somebodyFree(): { readonly id: string; readonly name: string } {
  const near = [-1, 0, 1].map((days) => new Date(Date.now() + days * dayMs).getUTCDay());
  const free = [
    { id: tomas, name: 'Tomás Novák', weekDays: [1] },
    { id: jonas, name: 'Jonas Weber', weekDays: [3, 4] },
    { id: mira, name: 'Mira Kaur', weekDays: [6, 0] },
  ].find(({ weekDays }) => !weekDays.some((day) => near.includes(day)));
  if (free === undefined) throw new Error('everybody of the sample is on call');
  return free;
}

/** Turns the settings to a page; those of a workspace stand below its name. */
async function turn(settings: Page, ...names: readonly string[]): Promise<void> {
  const pages = settings.getByRole('navigation', { name: 'Settings pages' });
  for (const name of names) await pages.getByRole('button', { name, exact: true }).click();
}

async function type(settings: Page, label: string, words: string): Promise<void> {
  await settings.getByLabel(label, { exact: true }).fill(words);
  await settings.keyboard.press('Enter');
}

/** `HH:mm` on a clock in Lisbon, where the app believes to be. */
const lisbon = (instant: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Lisbon' }).format(
    instant,
  );

/** Which week of its month a date is in, under each reading, counted anew. */
function weeksOf(day: number, month: number): readonly number[] {
  const today = new Date();
  const year = today.getUTCFullYear() + (month < today.getUTCMonth() ? 1 : 0);
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  const rows = (before: number) => Math.ceil((day + before) / 7);
  return [Math.ceil(day / 7), rows((first + 6) % 7), rows(first)];
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

async function settingsOf(app: RunningApp): Promise<Page> {
  await app.choose('Settings…');
  return app.window('settings');
}

test('how rules are read, names, promised cover, who I am, leads, quiet hours and theme have their effect and outlast a restart', async ({
  startApp,
  desktop,
  profile,
  notices,
}) => {
  test.setTimeout(120_000);
  const me = somebodyFree();
  const begins = Math.ceil((Date.now() + 90 * minuteMs) / minuteMs) * minuteMs;
  await addEntry(service, {
    team_member_id: me.id,
    start_date: new Date(begins).toISOString(),
    end_date: new Date(begins + 2 * hourMs).toISOString(),
  });
  await storeToken(desktop, service.token);
  writeSettings(profile, connectedSettings(service));
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await window.getByRole('radio', { name: 'List' }).click();
  const settings = await settingsOf(app);
  const rule = window.getByRole('row').filter({ hasText: /, 08:00 to 08:00/ });

  await test.step('how rules are read, with a date that tells the readings apart', async () => {
    await expect(rule).toContainText('Saturday and Sunday');
    await turn(settings, 'Acme', 'How rules are read');
    const weeks = settings.getByRole('group', { name: 'Weeks of a month' });
    const examples = await weeks.getByText(/ is in week \d$/).allInnerTexts();
    const [, day = '', month = ''] = /(\d+) (\w{3})/.exec(examples[0] ?? '') ?? [];
    const expected = weeksOf(Number(day), months.indexOf(month));
    expect(examples.map((it) => Number(it.at(-1)))).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(1);
    await weeks.getByRole('radio', { name: 'Rows of the calendar, from Sunday' }).check();
    await settings.getByRole('radio', { name: '0 is Monday' }).check();
    await expect(rule).toContainText('Sunday and Monday');
  });

  await test.step('a name given by hand', async () => {
    await turn(settings, 'Names');
    await type(settings, lena, 'Lena by Hand');
    await expect(rule).toContainText('Lena by Hand');
  });

  await test.step('promised cover', async () => {
    await turn(settings, 'Coverage');
    const platform = settings.getByRole('region', { name: 'Platform' });
    await platform.getByRole('radio', { name: 'Around the clock' }).click();
    await platform.getByRole('radio', { name: 'Two people' }).click();
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^▲ Gap.*Platform/));
  });

  const ahead = () => notices.received.filter(({ title }) => title.includes('shift starts'));
  await test.step('who I am, and how long before a shift I am told', async () => {
    await turn(settings, 'Notices');
    await type(settings, 'Tell me before my shift', '15 min');
    await turn(settings, 'Acme');
    await settings.getByLabel('You are').selectOption(me.id);
    await expect.poll(app.menu).toContainEqual(expect.stringContaining('Your next shift: '));
    await turn(settings, 'Notices');
    expect(ahead()).toEqual([]);
    await type(settings, 'Before a shift in Platform', '2 h');
    await expect.poll(ahead).toHaveLength(1);
    expect(ahead()[0]?.title).toContain(lisbon(begins));
  });

  const mine = await window.getByRole('checkbox', { name: `Select ${me.name}` }).count();
  const quiet = { from: lisbon(begins - 11 * hourMs), to: lisbon(begins + 11 * hourMs) };
  await test.step('quiet hours', async () => {
    await settings.getByRole('switch', { name: 'Quiet hours' }).click();
    await type(settings, 'From', quiet.from);
    await type(settings, 'To', quiet.to);
    await expect
      .poll(async () => {
        const read = (await callMain(settings, 'snapshot.read', {})) as { value: Snapshot };
        return read.value.preferences.quietHours;
      })
      .toEqual(quiet);
    // A shift of mine after their end: news that can wait.
    await addEntry(service, {
      team_member_id: me.id,
      start_date: new Date(begins + 18 * hourMs).toISOString(),
      end_date: new Date(begins + 20 * hourMs).toISOString(),
    });
    await window.getByRole('button', { name: 'Refresh now' }).click();
    await expect(window.getByRole('checkbox', { name: `Select ${me.name}` })).toHaveCount(mine + 1);
    await app.electron.evaluate(
      (_, ms) => {
        globalThis.watchbillTest?.shiftClock(ms);
        globalThis.watchbillTest?.look();
      },
      begins - Date.now() + 1_000,
    );
    const told = () => notices.received.slice(1).map(({ title }) => title);
    await expect.poll(told).toEqual([expect.stringMatching(/^Your shift started /)]);
    await settings.getByRole('switch', { name: 'Quiet hours' }).click();
    await expect.poll(told).toHaveLength(2);
    expect(told()[1]).toMatch(/^New shift|^Your shifts? changed/);
    await settings.getByRole('switch', { name: 'Quiet hours' }).click();
    await type(settings, 'From', quiet.from);
    await type(settings, 'To', quiet.to);
  });

  await test.step('theme', async () => {
    await turn(settings, 'General');
    await settings.getByRole('radio', { name: 'Dark' }).click();
    for (const page of [settings, window])
      await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  });

  await app.close();
  const again = await startApp();
  await test.step('all of it is there after a restart', async () => {
    await expect.poll(again.menu).toContainEqual(expect.stringMatching(/^▲ Gap.*Platform/));
    expect(await again.menu()).toContainEqual(expect.stringContaining('Your next shift: '));
    await again.choose('Open schedule…');
    const later = await again.window('editor');
    await later.getByRole('radio', { name: 'List' }).click();
    const line = later.getByRole('row').filter({ hasText: 'Lena by Hand' });
    await expect(line).toContainText('Sunday and Monday');
    const kept = await settingsOf(again);
    for (const page of [kept, later])
      await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
    await turn(kept, 'Notices');
    await expect(kept.getByLabel('Tell me before my shift')).toHaveValue('15 min');
    await expect(kept.getByLabel('Before a shift in Platform')).toHaveValue('2 h');
    await expect(kept.getByRole('switch', { name: 'Quiet hours' })).toBeChecked();
    await expect(kept.getByLabel('From', { exact: true })).toHaveValue(quiet.from);
    await expect(kept.getByLabel('To', { exact: true })).toHaveValue(quiet.to);
    await turn(kept, 'Acme');
    await expect(kept.getByLabel('You are')).toHaveValue(me.id);
    await turn(kept, 'Coverage');
    const platform = kept.getByRole('region', { name: 'Platform' });
    await expect(platform.getByRole('radio', { name: 'Around the clock' })).toBeChecked();
    await expect(platform.getByRole('radio', { name: 'Two people' })).toBeChecked();
    await turn(kept, 'How rules are read');
    await expect(kept.getByRole('radio', { name: '0 is Monday' })).toBeChecked();
    await expect(
      kept.getByRole('radio', { name: 'Rows of the calendar, from Sunday' }),
    ).toBeChecked();
  });
});
