import type { ViewRequest } from '../../core/contract/ipc.ts';
import { sampleIds } from '../../service/sample.ts';
import { callMain } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving, text } from '../support/misbehaving/server.ts';
import { dutyRow } from '../support/rows.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 3_600_000;
const { platform, payments, ana, mira } = sampleIds;

/** My shift in Platform starts when the one in Payments ends. */
const start = Date.UTC(2027, 2, 10, 12);
const schedule = [
  dutyRow(platform, mira, start - hourMs, start),
  dutyRow(platform, ana, start, start + hourMs),
  dutyRow(payments, ana, start - hourMs, start),
];

test('a notice waits for “do not disturb”, comes once over restarts, and a stop gives one catch-up', async ({
  startApp,
  desktop,
  profile,
  notices,
}) => {
  const pingHome = await startMisbehaving();
  pingHome.always('readSchedule', text(JSON.stringify(schedule)));
  const account = { base: pingHome.base, customer: sampleIds.organisation };
  writeSettings(profile, connectedSettings(account, { me: ana }));
  await storeToken(desktop, pingHome.token);
  const told = () => notices.received.map(({ title }) => title);
  const startBefore = async (ms: number) => {
    const movedMs = start - ms - Date.now();
    const app = await startApp({ env: { WATCHBILL_TEST_CLOCK: String(movedMs) } });
    await expect.poll(app.menu).toContain('Up to date');
    return { app, now: () => Date.now() + movedMs };
  };

  notices.inhibit(true);
  const first = await startBefore(10 * minuteMs);
  await expect.poll(notices.asked).toBeGreaterThan(0);
  await first.app.electron.evaluate(() => globalThis.watchbillTest?.look());
  await first.app.close();
  expect(told()).toEqual([]);

  notices.inhibit(false);
  const { app, now } = await startBefore(10 * minuteMs);
  await expect.poll(told).toEqual(['You are on call until Wed 12:00']);
  expect(notices.received[0]?.body).toContain('Your shift starts Wed 12:00 · Platform');

  await app.electron.evaluate(
    (_, ms) => globalThis.watchbillTest?.shiftClock(ms),
    start - 4 * secondMs - now(),
  );
  const { pid = 0 } = app.electron.process();
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 20 * secondMs));
  process.kill(pid, 'SIGCONT');
  await expect.poll(told).toHaveLength(2);
  const [, caughtUp] = notices.received;
  expect(caughtUp?.title).toBe('Your shift started Wed 12:00');
  expect(caughtUp?.body).toContain('You take over from Mira Kaur.');
  expect(caughtUp?.body).toContain('Your shift ended Wed 12:00 · Payments');

  notices.click(caughtUp?.id ?? 0);
  const window = await app.window('editor');
  const view = (await callMain(window, 'view.read', {})) as { readonly value: ViewRequest };
  expect(view.value).toMatchObject({ workspaceId: acme, teamId: platform, at: start });
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();

  await app.close();
  const again = await startBefore(-minuteMs);
  const reads = pingHome.seen('readSchedule').length;
  await again.app.choose('Refresh now');
  await expect.poll(() => pingHome.seen('readSchedule').length).toBeGreaterThan(reads);
  await expect.poll(again.app.menu).toContain('You are on call · Platform');
  expect(told()).toHaveLength(2);
  await pingHome.close();
});

test('when a shift starts, what was said ahead of it leaves the screen', async ({
  startApp,
  desktop,
  profile,
  notices,
}) => {
  const pingHome = await startMisbehaving();
  pingHome.always('readSchedule', text(JSON.stringify([schedule[1]])));
  const account = { base: pingHome.base, customer: sampleIds.organisation };
  writeSettings(profile, connectedSettings(account, { me: ana }));
  await storeToken(desktop, pingHome.token);
  const told = () => notices.received.map(({ title }) => title);
  const movedMs = start - 10 * minuteMs - Date.now();
  const app = await startApp({ env: { WATCHBILL_TEST_CLOCK: String(movedMs) } });
  await expect.poll(told).toEqual(['Your shift starts Wed 12:00']);
  expect(notices.closed).toEqual([]);
  await app.electron.evaluate((_, ms) => {
    globalThis.watchbillTest?.shiftClock(ms);
    globalThis.watchbillTest?.look();
  }, 10 * minuteMs);
  await expect.poll(told).toEqual(['Your shift starts Wed 12:00', 'Your shift started Wed 12:00']);
  expect(notices.closed).toEqual([notices.received[0]?.id]);
  await app.electron.evaluate(() => globalThis.watchbillTest?.look());
  expect(told()).toHaveLength(2);
  await pingHome.close();
});
