import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import Glance from '../../renderer/glance/Glance.svelte';
import {
  entryWith,
  people,
  sampleNow,
  snapshotWith,
  teams,
  workspaceWith,
} from '../support/sample-snapshot.ts';
import { showPage, themed } from './support/pages.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(360, 480));

test('says who is on call until when, who is next, and when it is my turn', async () => {
  const { screen } = await showPage(Glance);
  const now = screen.getByRole('region', { name: 'Platform, now' });
  await expect.element(now).toMatchTextContent('Ana Pires');
  // The glance speaks the viewer's zone: Berlin is an hour ahead of the schedule's Lisbon.
  await expect.element(now).toMatchTextContent('until Tue 24 Nov 10:00 · 15 h 12 min left');
  await expect
    .element(screen.getByRole('region', { name: 'Platform, next' }))
    .toMatchTextContent('Next · Jonas Weber');
  await expect
    .element(screen.getByRole('region', { name: 'You' }))
    .toMatchTextContent(/Your next shift.*Fri 19:00 · in 4 d/);
});

test('while not everything could be read, whoever comes next is the next known one', async () => {
  const workspace = workspaceWith();
  const read = { ...workspace.read, incomplete: [{ kind: 'more-pages' } as const] };
  const { screen } = await showPage(Glance, snapshotWith([{ ...workspace, read }]));
  const next = screen.getByRole('region', { name: 'Platform, next' });
  await expect.element(next).toMatchTextContent('Next known · Jonas Weber');
});

test('a gap within 24 hours is in the strip and in words', async () => {
  const friday = sampleNow + 4 * 86_400_000;
  const workspace = workspaceWith({}, friday);
  const { screen } = await showPage(Glance, snapshotWith([workspace]));
  // Seen on Monday evening there is none; the entries of Friday are the ones cut here.
  await expect.element(screen.getByRole('region', { name: 'Next 24 hours' })).toBeVisible();
  const entries = workspace.entries.filter((it) => it.memberId !== 'a-jonas');
  const again = await showPage(Glance, snapshotWith([workspaceWith({ entries })]));
  await expect
    .element(again.screen.getByText('gap Tue 10:00 – 18:48', { exact: true }))
    .toBeVisible();
});

test('mutes for an hour, opens the schedule, and unmutes', async () => {
  const { bridge, screen } = await showPage(Glance);
  await screen.getByRole('button', { name: 'Mute 1 h' }).click();
  await screen.getByRole('button', { name: 'Open schedule' }).click();
  expect(bridge.inputsOf('preferences.change')).toEqual([{ mutedUntil: sampleNow + 3_600_000 }]);
  expect(bridge.inputsOf('window.open')).toEqual([{ screen: 'schedule' }]);
  const { preferences } = snapshotWith();
  const muted = { ...preferences, mutedUntil: sampleNow + 600_000 };
  bridge.publish({ ...snapshotWith(), revision: 2, preferences: muted });
  await expect.element(screen.getByText('Muted until 18:58')).toBeVisible();
  await screen.getByRole('button', { name: 'Unmute' }).click();
  expect(bridge.inputsOf('preferences.change')[1]).toEqual({ mutedUntil: null });
});

test('an incomplete read does not say that nothing is planned for me', async () => {
  const mine = workspaceWith({ me: 'a-sam', entries: workspaceWith().entries.slice(0, 2) });
  const whole = await showPage(Glance, snapshotWith([mine]));
  const you = whole.screen.getByRole('region', { name: 'You' });
  await expect.element(you).toMatchTextContent(/Your next shift.*none planned/);
  const read = { ...mine.read, incomplete: [{ kind: 'more-pages' } as const] };
  whole.bridge.publish({ ...snapshotWith([{ ...mine, read }]), revision: 2 });
  await expect.element(you).toMatchTextContent(/Your next shift.*not known/);
});

test('an entry without a member leaves its team unknown while it lasts, and no gap is claimed', async () => {
  const mira = entryWith('a-mira', { startDate: sampleNow + 3_600_000 });
  const nameless = entryWith('a-x', { endDate: sampleNow + 3_600_000 });
  const workspace = workspaceWith({ entries: [mira, { ...nameless, memberId: null }] });
  const { screen } = await showPage(Glance, snapshotWith([workspace]));
  const now = screen.getByRole('region', { name: 'Platform, now' });
  await expect.element(now).toMatchTextContent('Not known');
  const strip = screen.getByRole('region', { name: 'Next 24 hours' });
  await expect.element(strip).toMatchTextContent('not known, Mon 18:48 to Mon 19:48');
  expect(screen.getByText(/gap/).elements()).toHaveLength(0);
});

test('never says nobody when reading failed', async () => {
  const read = {
    ...workspaceWith().read,
    goodAt: null,
    failure: { kind: 'unauthorized' } as const,
  };
  const { screen } = await showPage(Glance, snapshotWith([workspaceWith({ read })]));
  await expect.element(screen.getByText(/^Not known yet: sign in again/)).toBeVisible();
  expect(screen.getByText('Nobody on call').elements()).toHaveLength(0);
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (theme) => {
  const { screen } = await showPage(Glance, themed(snapshotWith(), theme));
  await expect.element(screen.getByRole('region', { name: 'Next 24 hours' })).toBeVisible();
  await expectAccessible();
});

test('several accounts are one sum: my team first, each named, and the one that is old says so', async () => {
  const payments = workspaceWith().teams.filter(({ id }) => id === teams.payments);
  const mine = workspaceWith({ me: null, name: 'Acme' });
  const other = workspaceWith({
    id: 'w-2',
    name: 'Globex',
    me: people.noor.id,
    teams: payments,
    entries: workspaceWith().entries.filter((it) => it.teamId === teams.payments),
    read: { ...mine.read, goodAt: sampleNow - 3_600_000, failure: { kind: 'offline', detail: '' } },
  });
  const { bridge, screen } = await showPage(Glance, snapshotWith([mine, other]));
  const first = screen.getByRole('region', { name: /, now$/ }).first();
  await expect.element(first).toHaveAccessibleName('Payments (Globex), now');
  await expect.element(first).toMatchTextContent(/on call now You until Tue 24 Nov 00:00/);
  const platform = screen.getByRole('region', { name: 'Platform (Acme), now' });
  await expect.element(platform).toMatchTextContent('Ana Pires');
  await expect
    .element(screen.getByRole('region', { name: 'You' }))
    .toMatchTextContent(/You are on call until Tue 00:00 · Payments \(Globex\)/);
  await expect.element(screen.getByRole('status')).toMatchTextContent(/^Globex: As of 17:48/);

  // One that was never read is not passed over in silence.
  const unread = { ...other, read: { ...other.read, goodAt: null } };
  bridge.publish({ ...snapshotWith([mine, unread]), revision: 2 });
  await expect.element(screen.getByText(/^Not known yet · Globex · offline/)).toBeVisible();
  await expect
    .element(screen.getByRole('region', { name: /, now$/ }).first())
    .toHaveAccessibleName('Platform (Acme), now');
});

test('people who leave at different times are each given theirs, and more teams are counted', async () => {
  const entries = [
    entryWith(people.ana.id, { endDate: sampleNow + 3_600_000 }),
    entryWith(people.mira.id, { endDate: sampleNow + 2 * 3_600_000 }),
    entryWith(people.lea.id, { endDate: sampleNow + 3_600_000 }, { teamId: 't-3' }),
    entryWith(people.noor.id, { endDate: sampleNow + 2 * 3_600_000 }, { teamId: 't-3' }),
    ...['t-4', 't-5'].map((teamId) => entryWith(people.lea.id, {}, { teamId })),
  ];
  const { screen } = await showPage(Glance, snapshotWith([workspaceWith({ entries })]));
  const now = screen.getByRole('region', { name: 'Platform, now' });
  await expect.element(now).toMatchTextContent(/Ana Pires and Mira Kaur/);
  await expect.element(now).toMatchTextContent(/Ana Pires: until Mon 23 Nov 19:48/);
  await expect.element(now).toMatchTextContent(/Mira Kaur: until Mon 23 Nov 20:48/);
  // In one line there is no room for all, and the time of one would be taken for everyone's.
  const line = screen.getByRole('region', { name: 't-3, now' });
  await expect.element(line).toMatchTextContent(/^t-3 · Léa Martin and Noor Haddad$/);
  await expect.element(screen.getByText('2 more in the schedule')).toBeVisible();
});

test('of many who leave at different times it says when that changes, not when the first goes', async () => {
  const all = [people.ana, people.jonas, people.mira, people.sam];
  const entries = all.flatMap(({ id }, hours) =>
    [teams.platform, teams.payments].map((teamId) =>
      entryWith(id, { endDate: sampleNow + (4 - hours) * 3_600_000 }, { teamId }),
    ),
  );
  const { screen } = await showPage(Glance, snapshotWith([workspaceWith({ entries, me: null })]));
  const now = screen.getByRole('region', { name: 'Platform, now' });
  await expect.element(now).toMatchTextContent(/and 2 more changes Mon 23 Nov 19:48$/);
  const line = screen.getByRole('region', { name: 'Payments, now' });
  await expect.element(line).toMatchTextContent(/and 2 more changes Mon 23 Nov 19:48$/);
});

test('the keyboard goes through what can be done, from the first to the last', async () => {
  const { screen } = await showPage(Glance);
  await expect.element(screen.getByRole('region', { name: 'Next 24 hours' })).toBeVisible();
  await userEvent.tab();
  await expect.element(screen.getByRole('region', { name: 'Facts' })).toHaveFocus();
  await userEvent.tab();
  await expect.element(screen.getByRole('button', { name: 'Open schedule' })).toHaveFocus();
  await userEvent.tab();
  await expect.element(screen.getByRole('button', { name: 'Mute 1 h' })).toHaveFocus();
});
