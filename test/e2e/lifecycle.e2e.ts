import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Roster } from '../../service/roster.ts';
import { sampleIds } from '../../service/sample.ts';
import { addEntry, callMain, type Account } from '../support/account.ts';
import { expect, test, type RunningApp } from '../support/app.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving } from '../support/misbehaving/server.ts';
import { startBeside as start } from '../support/beside.ts';
import { startTestService } from '../support/service.ts';

const minuteMs = 60_000;
const withoutService = { WATCHBILL_NO_SERVICE: '1' };

/** When the process of the app has ended. */
function ended(app: RunningApp): Promise<void> {
  const child = app.electron.process();
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
}

test('a second start opens the window of the first, follows its deep link, and ends with 0', async ({
  startApp,
  desktop,
  profile,
}) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  expect(app.electron.windows()).toHaveLength(0);
  const env = { ...desktop.env, WATCHBILL_PROFILE: profile };
  const linked = await start([`watchbill://team/${sampleIds.payments}`], env);
  expect(linked.code).toBe(0);
  const window = await app.window('editor');
  await expect(window.getByRole('article', { name: 'Payments: on call now' })).toBeVisible();
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeHidden();

  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const open of BrowserWindow.getAllWindows()) open.destroy();
  });
  // Anyone may send a link: one that means nothing opens the window and nothing else.
  expect((await start(['watchbill://team/../../etc?at=never'], env)).code).toBe(0);
  await app.window('editor');
  expect(app.electron.windows()).toHaveLength(1);
});

test('questions are answered without a display, before anything was read and from the cache', async ({
  startApp,
  profile,
}) => {
  const env = { WATCHBILL_PROFILE: profile };
  const [version, help, wrong, early] = await Promise.all([
    start(['--version'], env),
    start(['--help'], env),
    start(['--who', '--frob'], env),
    start(['--who'], env),
  ]);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^watchbill \d+\.\d+/) });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('--check [--team T]') });
  expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--frob') });
  expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('open Watchbill once') });

  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  await app.close();
  const [who, json, next, check, none] = await Promise.all([
    start(['--who'], env),
    start(['--who', '--json'], env),
    start(['--next', 'me'], env),
    start(['--check', '--team', 'Platform'], env),
    start(['--check', '--team', 'Nobody'], env),
  ]);
  expect(who).toMatchObject({ code: 0, stdout: expect.stringMatching(/ is on call · Platform\n/) });
  const said = JSON.parse(json.stdout) as { workspaces: { teams: { onCall: unknown[] }[] }[] };
  expect(said.workspaces[0]?.teams[0]?.onCall).toHaveLength(1);
  expect(next).toMatchObject({ code: 2, stderr: expect.stringContaining('choose who you are') });
  expect(check).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Platform: gap /) });
  expect(none.code).toBe(2);

  // A question mends nothing: what is damaged is left for the app to set aside and to tell of.
  const settings = path.join(profile, 'settings.json');
  writeFileSync(settings, '{"settings": damaged');
  const damaged = await start(['--who'], env);
  expect(damaged.code).toBe(2);
  expect(readFileSync(settings, 'utf8')).toBe('{"settings": damaged');
});

test('a start without a network shows at once what was read last', async ({ startApp }) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  const known = (await app.menu()).filter((line) => / is on call · /.test(line));
  await app.close();
  const again = await startApp({ env: withoutService });
  // The very first menu: nothing can have been read yet, and never will be.
  expect(await again.menu()).toEqual(expect.arrayContaining(known));
  expect(await again.menu()).toContain('Up to date');
  await again.electron.evaluate((_, ms) => globalThis.watchbillTest?.shiftClock(ms), 4 * minuteMs);
  await again.electron.evaluate(() => globalThis.watchbillTest?.look());
  await expect
    .poll(again.menu)
    .toContainEqual(expect.stringMatching(/^as of .* · computed from saved rules/));
});

test('a shift that begins offline is in the tray within a second, also after being stopped across it', async ({
  startApp,
  desktop,
  profile,
  tray,
}) => {
  const service = await startTestService({ sampleAt: null, roster });
  const account = { ...service, customer: sampleIds.organisation, team: sampleIds.platform };
  const first = Math.ceil(Date.now() / 1_000) * 1_000 + 14_000;
  const second = first + 5_000;
  await shift(account, sampleIds.ana, first - 60 * minuteMs, first);
  await shift(account, sampleIds.mira, first, second);
  await shift(account, sampleIds.jonas, second, second + 60 * minuteMs);
  writeSettings(profile, connectedSettings(account));
  await storeToken(desktop, service.token);
  const app = await startApp();
  const headline = async () =>
    (await tray.read())?.menu.find((item) => item.label.includes(' · Platform'))?.label ?? '';
  await expect.poll(headline).toBe('Ana Pires is on call · Platform');
  await service.close();
  const late = async (name: string, boundary: number) => {
    for (;;) {
      const askedAt = Date.now();
      if ((await headline()).startsWith(name)) return askedAt - boundary;
      if (askedAt > boundary + 10_000) return Infinity;
    }
  };
  expect(Date.now(), 'ready before the boundary').toBeLessThan(first);
  const afterMs = await late('Mira Kaur', first);
  expect(afterMs).toBeLessThan(1_000);
  expect(afterMs).toBeGreaterThan(-1_000);

  const { pid = 0 } = app.electron.process();
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, second + 1_000 - Date.now()));
  process.kill(pid, 'SIGCONT');
  const continuedAt = Date.now();
  expect(await late('Jonas Weber', continuedAt)).toBeLessThan(1_000);
});

test('quitting waits for a write that is under way', async ({ startApp, desktop, profile }) => {
  const pingHome = await startMisbehaving({ sampleAt: Date.now() });
  const { base, token } = pingHome;
  writeSettings(profile, connectedSettings({ base, customer: pingHome.ids.organisation }));
  await storeToken(desktop, token);
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  const before = (await pingHome.truth()).length;
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  pingHome.next('createEntry', { kind: 'delay', ms: 3_000 });
  const rule = {
    monthsOfYear: [],
    weeksOfMonth: [],
    weekDays: [],
    startTime: '00:00:00',
    endTime: '06:00:00',
    startDate: Date.UTC(2099, 0, 1),
    endDate: Date.UTC(2099, 0, 3),
  };
  const { platform: teamId, mira: memberId } = pingHome.ids;
  const answered = callMain(window, 'entry.create', { workspaceId: acme, teamId, memberId, rule });
  // The page goes with the app before the answer reaches it.
  answered.catch(() => undefined);
  await expect.poll(() => pingHome.seen('createEntry').length).toBe(1);
  const gone = ended(app);
  await app.choose('Quit Watchbill');
  await gone;
  expect(await pingHome.truth()).toHaveLength(before + 1);
  expect(pingHome.seen('createEntry')).toHaveLength(1);
  const journal = readFileSync(path.join(profile, 'journal.jsonl'), 'utf8');
  expect(journal).toContain('"confirmed"');
  expect(journal.trimEnd().split('\n').at(-1)).toContain('"kind":"end"');
  expect(existsSync(path.join(profile, 'SingletonLock'))).toBe(false);
  await pingHome.close();
});

const roster: Roster = {
  organisation: { id: sampleIds.organisation, name: 'Acme' },
  teams: [
    {
      id: sampleIds.platform,
      name: 'Platform',
      members: [
        { id: sampleIds.ana, name: 'Ana Pires', email: null, role: 'user' },
        { id: sampleIds.mira, name: 'Mira Kaur', email: null, role: 'user' },
        { id: sampleIds.jonas, name: 'Jonas Weber', email: null, role: 'user' },
      ],
    },
  ],
};

function shift(
  account: Account & { readonly team: string },
  member: string,
  from: number,
  until: number,
): Promise<void> {
  return addEntry(account, {
    team_member_id: member,
    start_date: new Date(from).toISOString(),
    end_date: new Date(until).toISOString(),
  });
}
