import type { TrayPart } from '../../scripts/desktop/tray-watcher.ts';
import { defaultSettings, type Settings, type WorkspaceSettings } from '../../main/settings.ts';
import { sampleIds } from '../../service/sample.ts';
import { clockAt, expect, test } from '../support/app.ts';
import { expectOnBus } from '../support/bus-tray.ts';
import { acme, connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { json, startMisbehaving, status } from '../support/misbehaving/server.ts';
import { dutyRow } from '../support/rows.ts';
import { eightToFour, wednesdayMorning } from '../support/wednesday.ts';
import { picture } from '../support/theme-pictures.ts';

const minuteMs = 60_000;
const globex = 'globex';

const { organisation, platform, payments, ana, mira, jonas, sofia, tomas, lena } = sampleIds;

/** Four are on call in Acme's Platform from noon; two teams are known by their entries alone. */
const acmeRows = [
  dutyRow(platform, mira, '2027-03-10T09:00Z', '2027-03-10T12:00Z'),
  ...[ana, jonas, lena, tomas].map((it) =>
    dutyRow(platform, it, '2027-03-10T12:00Z', '2027-03-10T15:00Z'),
  ),
  dutyRow(payments, sofia, '2027-03-10T09:00Z', '2027-03-10T14:00Z'),
  dutyRow('network', lena, '2027-03-10T09:00Z', '2027-03-10T18:00Z'),
  dutyRow('storage', lena, '2027-03-10T09:00Z', '2027-03-10T18:00Z'),
];

/** In Globex I am Jonas; nobody is there before noon, though somebody was promised from eight. */
const globexRows = [
  dutyRow(platform, jonas, '2027-03-10T12:00Z', '2027-03-10T16:00Z'),
  dutyRow(payments, sofia, '2027-03-10T09:00Z', '2027-03-10T14:00Z'),
];

function two(acmeBase: string, globexBase: string): Settings {
  const workspace = (base: string, changes: Partial<WorkspaceSettings>) =>
    connectedSettings({ base, customer: organisation }, changes).workspaces;
  const second = { id: globex, name: 'Globex', me: jonas, contracts: { [platform]: eightToFour } };
  const workspaces = [...workspace(acmeBase, {}), ...workspace(globexBase, second)];
  return { ...defaultSettings(), workspaces };
}

test('two accounts are summed up on the bus, each under its name and as far as it may be believed', async ({
  startApp,
  desktop,
  profile,
  tray,
}) => {
  const [one, other] = await Promise.all([startMisbehaving(), startMisbehaving()]);
  writeSettings(profile, two(one.base, other.base));
  await storeToken(desktop, one.token);
  await storeToken(desktop, other.token, globex);
  one.always('readSchedule', json(acmeRows));
  other.always('readSchedule', json(globexRows));
  const app = await startApp({ env: clockAt(wednesdayMorning) });
  const shows = (expected: Parameters<typeof expectOnBus>[2]) => expectOnBus(app, tray, expected);
  const inAcme = `team:${acme}:${platform}`;
  const inGlobex = `team:${globex}:${platform}`;

  // A gap in one account counts more than somebody on call in the other.
  const gapNow = 'Gap now, until Wed 10 Mar 12:00';
  const acmeNow = 'Mira Kaur · Platform (Acme) until Wed 10 Mar 12:00';
  await shows({
    icon: 'gap',
    tooltip: `${gapNow} · Platform (Globex); ${acmeNow}; Sofia Almeida · Payme…`,
    lines: {
      [inGlobex]: '▲ Nobody is on call · Platform (Globex)',
      [`${inGlobex}:0`]: '  next: you, Wed 12:00',
      [inAcme]: 'Mira Kaur is on call · Platform (Acme)',
      more: 'Open schedule for 1 more',
      'my-next': 'Your next shift: Wed 10 Mar 12:00 (Platform (Globex))',
      [`gap:${inGlobex}`]: `▲ ${gapNow} (Platform (Globex))`,
      status: 'Up to date',
    },
    without: [`sign-in:${globex}`, 'connect', `team:${globex}:${payments}`],
  });

  // A token that one account refuses takes its gap away, and leaves the other as it was.
  other.always('readSchedule', status(401));
  await app.choose('Refresh now');
  const refused = 'Globex: as of 10:20 · computed from saved rules · sign in again';
  await shows({
    icon: 'someone-sign-in',
    tooltip:
      'Not known who is on call · Platform (Globex); Mira Kaur · Platform (Acme) until Wed 10 M… · Globex: as of 10:20 · sign in again',
    lines: {
      [inAcme]: 'Mira Kaur is on call · Platform (Acme)',
      [inGlobex]: 'Not known who is on call · Platform (Globex)',
      [`sign-in:${globex}`]: 'Sign in to Globex…',
      status: refused,
    },
    without: [`gap:${inGlobex}`],
  });

  // What one entry says is lost: nobody is called absent, and everybody who is known is named.
  other.always('readSchedule', json(globexRows));
  one.always('readSchedule', json([{ ...acmeRows[0], start_time: 'noon' }, ...acmeRows.slice(1)]));
  await app.choose('Refresh now');
  await shows({
    icon: 'gap',
    tooltip: `${gapNow} · Platform (Globex); Not known who is on call · Platf… · Acme: as of 10:20 · 1 entry unreadable`,
    lines: {
      [inAcme]: 'Not known who is on call · Platform (Acme)',
      [inGlobex]: '▲ Nobody is on call · Platform (Globex)',
      status: 'Acme: as of 10:20 · 1 entry unreadable',
    },
  });

  one.always('readSchedule', json(acmeRows));
  await app.electron.evaluate((_, ms) => {
    globalThis.watchbillTest?.shiftClock(ms);
    globalThis.watchbillTest?.look();
  }, 100 * minuteMs);
  await shows({
    icon: 'me',
    tooltip:
      'You · Platform (Globex) until Wed 10 Mar 16:00; Ana Pires, Jonas Weber and 2 more · Platform (Acme) until Wed 10 Mar 15:00; So…',
    lines: {
      [inGlobex]: 'You are on call · Platform (Globex)',
      [inAcme]: 'Ana Pires, Jonas Weber and 2 more are on call · Platform (Acme)',
      'my-next': 'Your next shift: none planned',
      status: 'Up to date',
    },
  });
  await Promise.all([one.close(), other.close()]);
});

test('with nothing configured the tray says so, on the bus too, and offers to connect', async ({
  startApp,
  profile,
  tray,
}) => {
  writeSettings(profile, { ...defaultSettings(), workspaces: [] });
  const app = await startApp();
  await expectOnBus(app, tray, {
    icon: 'unknown',
    tooltip: 'Watchbill: no schedule connected',
    lines: { none: 'No schedule is connected yet', connect: 'Connect PingHome…' },
    without: ['status', 'my-next', 'sample'],
  });
  const menu = (await tray.read())?.menu ?? [];
  const dead = menu.filter((it) => !it.enabled && !it.separator).map(({ label }) => label);
  expect(dead).toEqual(['No schedule is connected yet', 'Refresh now', 'Copy who is on call']);
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  await expect(window.getByRole('dialog', { name: /Connect PingHome/ })).toBeVisible();
  await picture(app, window, 'state-connect');
});

test('the desktop is told of what changed in the tray, and of nothing else', async ({
  startApp,
  desktop,
  profile,
  tray,
}) => {
  const pingHome = await startMisbehaving();
  writeSettings(
    profile,
    connectedSettings({ base: pingHome.base, customer: organisation }, { me: jonas }),
  );
  await storeToken(desktop, pingHome.token);
  pingHome.always('readSchedule', json(acmeRows));
  const app = await startApp({ env: clockAt(wednesdayMorning) });
  await expect.poll(app.menu).toContain('Up to date');

  /** What the desktop was told of while something was done, and until it was. */
  const told = async (work: () => Promise<void>): Promise<readonly TrayPart[]> => {
    const before = tray.changes();
    await work();
    const after = tray.changes();
    return (['menu', 'icon', 'tooltip'] as const).filter((part) => after[part] > before[part]);
  };
  const look = () => app.electron.evaluate(() => globalThis.watchbillTest?.look());
  const reads = () => pingHome.seen('readSchedule').length;
  const still = await told(async () => {
    await look();
    const before = reads();
    await app.choose('Refresh now');
    await expect.poll(reads).toBeGreaterThan(before);
    await app.electron.evaluate(() => globalThis.watchbillTest?.shiftClock(30_000));
    await look();
    // What was sent before this answer has arrived before it.
    await tray.read();
  });
  expect(still).toEqual([]);

  const muted = await told(async () => {
    await app.choose('1 h');
    await expect.poll(app.menu).toContain('Notifications muted until Wed 10 Mar 11:20');
  });
  expect(muted).toEqual(['menu', 'icon']);
  const changed = await told(async () => {
    pingHome.always('readSchedule', json(acmeRows.slice(1)));
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContainEqual(expect.stringContaining('Nobody is on call · Plat'));
  });
  expect(changed).toEqual(['menu', 'tooltip']);
  await pingHome.close();
});
