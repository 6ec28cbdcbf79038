import { expect, test } from '../support/bad-pinghome.ts';
import { connectedSettings, writeSettings } from '../support/connected.ts';
import { empty, html, status, text, tooMany, type Fault } from '../support/misbehaving/server.ts';
import { picture } from '../support/theme-pictures.ts';

const minuteMs = 60_000;

const someone = expect.stringMatching(/ is on call · Platform$/) as unknown;

const refusals: readonly (readonly [string, Fault, RegExp, RegExp])[] = [
  ['401', status(401), /sign in again$/, /Sign in again/],
  ['403', status(403), /access refused$/, /Access refused/],
  ['404', status(404), /customer not found$/, /Not found/],
  ['409', status(409), /PingHome error$/, /Changed meanwhile|PingHome/],
  ['422', status(422), /PingHome error$/, /PingHome/],
  ['a web page', html(200), /PingHome error$/, /Reply not understood/],
  ['an empty body', empty(200), /PingHome error$/, /Reply not understood/],
];

test('each refusal is named in tray and window, beside what was read last', async ({
  startApp,
  pingHome,
}) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  const known = (await app.menu()).filter((line) => line.includes(' is on call · '));
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  const card = window.getByRole('article', { name: 'Platform: on call now' });
  for (const [name, fault, inMenu, inWindow] of refusals) {
    await test.step(name, async () => {
      pingHome.always('readSchedule', fault);
      await app.choose('Refresh now');
      await expect.poll(app.menu).toContainEqual(expect.stringMatching(inMenu));
      const menu = await app.menu();
      expect(menu).toEqual(expect.arrayContaining(known));
      expect(menu).toContainEqual(expect.stringMatching(/^as of .* computed from saved rules/));
      expect(menu.join('\n')).not.toMatch(/Nobody is on call|Up to date/);
      await expect(window.getByText(inWindow).first()).toBeVisible();
      await expect(card).toBeVisible();
      if (name === '401') await picture(app, window, 'state-sign-in-again');
    });
  }
  pingHome.heal();
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContain('Up to date');
});

test('one unreadable entry does not hide the others', async ({ startApp, pingHome }) => {
  const { base, ids, token } = pingHome;
  const reply = await fetch(`${base}/customer/${ids.organisation}/schedule`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const good = (await reply.json()) as unknown[];
  const bad = { team_id: ids.platform, team_member_id: ids.mira, week_days: 'Friday' };
  pingHome.always(
    'readSchedule',
    text(JSON.stringify([...good.slice(0, 2), bad, ...good.slice(2)])),
  );
  const app = await startApp();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/1 entry unreadable$/));
  expect(await app.menu()).toContainEqual(someone);
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText('1 entry unreadable').first()).toBeVisible();
  await picture(app, window, 'state-unreadable');
});

test('what may pass by itself is marked once three polls have passed', async ({
  startApp,
  pingHome,
}) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  const reads = () => pingHome.seen('readSchedule').length;
  pingHome.always('readSchedule', tooMany('300'));
  const before = reads();
  await app.choose('Refresh now');
  await expect.poll(reads).toBe(before + 1);
  await app.electron.evaluate(() => globalThis.watchbillTest?.look());
  expect(await app.menu()).toContain('Up to date');

  await app.electron.evaluate((_, ms) => {
    globalThis.watchbillTest?.shiftClock(ms);
    globalThis.watchbillTest?.look();
  }, 4 * minuteMs);
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/PingHome asks to wait$/));
  expect(await app.menu()).toContainEqual(someone);
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  // The page has a clock of its own.
  await window.evaluate(`{ const real = Date.now; Date.now = () => real() + ${4 * minuteMs}; }`);
  await expect(window.getByText('PingHome asks to wait').first()).toBeVisible();
  await picture(app, window, 'state-stale');

  pingHome.always('readSchedule', status(501));
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/PingHome error$/));
  expect(await app.menu()).toContainEqual(someone);
  await expect(window.getByText(/PingHome answered with error 501/).first()).toBeVisible();

  await pingHome.goAway();
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ · offline$/));
  expect(await app.menu()).toContainEqual(someone);
  await expect(window.getByText('Offline.').first()).toBeVisible();
  await picture(app, window, 'state-offline');
  pingHome.heal();
  await pingHome.comeBack();
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContain('Up to date');
});

test('people whose schedule is refused are counted, and hide nobody else', async ({
  startApp,
  pingHome,
  profile,
}) => {
  const { base, ids } = pingHome;
  // Of one person, whose team is asked for then: the first reply is Ana's own.
  writeSettings(profile, connectedSettings({ base, customer: ids.ana }));
  pingHome.next('readSchedule', [], status(403), status(403));
  const app = await startApp();
  const told = '2 of 4 people could not be read';
  await expect.poll(app.menu).toContainEqual(expect.stringContaining(told));
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(told).first()).toBeVisible();
  await expect(window.getByRole('gridcell', { name: /^Ana Pires, / }).first()).toBeVisible();
  // Who is next may be one of the others.
  const known = /next known: (Ana Pires|Tomás Novák), /;
  expect(await app.menu()).toContainEqual(expect.stringMatching(known));
  const card = window.getByRole('article', { name: 'Platform: on call now' });
  await expect(card).toContainText(/Next known · (Ana Pires|Tomás Novák)/);
  await picture(app, window, 'state-partial');
  await app.choose('Refresh now');
  await expect.poll(app.menu).toContain('Up to date');
  await expect(window.getByText(told)).toHaveCount(0);
  await expect(card).toContainText('Next · ');
});

const firsts: readonly (readonly [string, Fault, RegExp, RegExp])[] = [
  ['429', tooMany('300'), /PingHome asks to wait/, /PingHome asks to wait/],
  ['503', status(503), /PingHome error/, /PingHome answered with error 503/],
];

for (const [name, fault, inMenu, inWindow] of firsts)
  test(`a very first read that meets ${name} leaves all unknown, and says why`, async ({
    startApp,
    pingHome,
  }) => {
    pingHome.always('readSchedule', fault);
    const app = await startApp();
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(inMenu));
    expect(await app.menu()).toContain('Not known yet · Acme');
    expect((await app.menu()).join('\n')).not.toMatch(/Nobody|Up to date/);
    await app.choose('Open schedule…');
    const window = await app.window('editor');
    await expect(window.getByText(inWindow).first()).toBeVisible();
    pingHome.heal();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');
    expect(await app.menu()).toContainEqual(someone);
  });

test('before the first read the window says what it waits for, and never that nobody is on call', async ({
  startApp,
  pingHome,
}) => {
  pingHome.next('readSchedule', [{ kind: 'delay', ms: 4_000 }, html(200)]);
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText('Reading the schedule…')).toBeVisible();
  await picture(app, window, 'state-reading');
  expect((await app.menu()).join('\n')).not.toContain('Nobody');
  await expect(window.getByText('Reply not understood')).toBeVisible();
  await expect.poll(app.menu).toContain('Not known yet · Acme');
  await picture(app, window, 'state-unread');
  pingHome.next('readSchedule', status(401));
  await window.getByRole('button', { name: 'Try again' }).click();
  await expect(window.getByLabel('PingHome token')).toBeVisible();
  await picture(app, window, 'state-sign-in');
  pingHome.always('readSchedule', text('[]'));
  pingHome.always('listTeams', text('[]'));
  await window.getByLabel('PingHome token').fill(pingHome.token);
  await window.getByRole('button', { name: 'Sign in' }).click();
  await expect(window.getByLabel('PingHome token')).toBeHidden();
  await expect.poll(app.menu).not.toContainEqual(expect.stringMatching(/sign in/));
  await picture(app, window, 'state-empty');
});
