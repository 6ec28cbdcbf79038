import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sampleIds } from '../../service/sample.ts';
import { clockAt, expect, savesTo, test } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** A Monday, thirteen days before clocks go forward in Berlin, and in Lisbon at the same instant. */
const now = Date.UTC(2027, 2, 15, 12, 4);
let service: TestService;

test.beforeEach(async () => {
  service = await startTestService({ sampleAt: now, token: 'clocks-secret-token' });
});
test.afterEach(async () => {
  await service.close();
});

test('a shift touched by a clock change is opened from its card, and the load of that week is exported in real hours', async ({
  startApp,
  desktop,
  profile,
}) => {
  await storeToken(desktop, service.token);
  const interpretation = {
    zone: 'Europe/Berlin',
    weekdayZero: 'sunday',
    weekOfMonth: 'block',
  } as const;
  writeSettings(profile, connectedSettings(service, { interpretation }));
  const app = await startApp({ env: clockAt(now) });
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  // The page asks its own clock, which only the machine or the browser can move.
  await window.clock.setFixedTime(now);
  await expect(window.getByText(/15.{1,3}21 March 2027/)).toBeVisible();

  await test.step('clock changes', async () => {
    await window.keyboard.press('7');
    const berlin = window.getByRole('region', { name: 'Berlin goes forward 1 h' });
    const card = berlin.getByRole('row').filter({ hasText: 'Mira Kaur' });
    await expect(card).toContainText(
      /Platform.*Fri 26 Mar 09:00 – Sun 28 Mar 09:00.*47 h instead of 48 h/,
    );
    const lisbon = window.getByRole('region', { name: 'Lisbon goes forward 1 h' });
    await expect(lisbon).toContainText('your clock');
    await card.getByRole('button', { name: 'Mira Kaur' }).click();
    const inspector = window.getByRole('complementary', { name: 'Inspector' });
    await expect(inspector.getByRole('heading', { name: 'Mira Kaur' })).toBeVisible();
    await expect(
      window.getByRole('gridcell', {
        name: 'Mira Kaur, Friday 26 March 09:00 to Sunday 09:00, Platform',
      }),
    ).toBeFocused();
    await expect(window.getByText(/22.{1,3}28 March 2027/)).toBeVisible();
  });

  await test.step('load', async () => {
    await window.getByRole('button', { name: /^All teams/ }).click();
    await window.getByRole('radio', { name: 'Load' }).click();
    const weighed = window.getByRole('group', { name: 'What is weighed' });
    await weighed.getByLabel('To').fill('2027-03-28');
    await weighed.getByLabel('From').fill('2027-03-22');
    const file = path.join(profile, 'load.csv');
    await savesTo(app, file);
    await weighed.getByRole('button', { name: 'Export CSV…' }).click();
    await expect(window.getByRole('status', { name: 'Last action' })).toContainText('load.csv');
    const [heading, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(heading).toBe(
      'member,member_id,hours,nights,night_hours,weekends,weekend_hours,holidays,holiday_hours',
    );
    // Worked out by hand from the sample: nights are 22–06, the one to Sunday has seven hours.
    const { ana, jonas, mira, tomas, sofia, arjun, lena } = sampleIds;
    expect(lines.sort()).toEqual([
      `Ana Pires,${ana},48.00,2,16.00,0,0.00,0,0.00`,
      `Arjun Rao,${arjun},60.00,5,40.00,1,8.00,0,0.00`,
      `Jonas Weber,${jonas},48.00,2,16.00,0,0.00,0,0.00`,
      `Lena Fischer,${lena},47.00,3,15.00,1,39.00,0,0.00`,
      `Mira Kaur,${mira},47.00,2,15.00,1,32.00,0,0.00`,
      `Sofia Almeida,${sofia},60.00,0,0.00,0,0.00,0,0.00`,
      `Tomás Novák,${tomas},24.00,2,8.00,1,15.00,0,0.00`,
    ]);
  });
});
