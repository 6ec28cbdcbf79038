import { page } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { hourMs } from '../../core/time/instant.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { sampleNow, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { themed } from './support/pages.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 800));

const { read } = workspaceWith();
const never = { ...read, goodAt: null, nextAt: null };
const offline = { kind: 'offline', detail: 'no route' } as const;

const states = [
  ['the first read', workspaceWith({ read: { ...never, reading: true } }), 'Reading the schedule…'],
  ['offline at the first read', workspaceWith({ read: { ...never, failure: offline } }), 'Offline'],
  [
    'a stopped service',
    workspaceWith({ read: { ...never, failure: { kind: 'service-down', detail: 'locked' } } }),
    'Local service stopped',
  ],
  [
    'no token',
    workspaceWith({ token: 'missing', read: { ...never, failure: { kind: 'no-token' } } }),
    'Sign in to Acme',
  ],
  [
    'nothing there',
    workspaceWith({ entries: [], teams: [], members: [], me: null }),
    'Acme has no entries',
  ],
  [
    'a zone nobody knows',
    workspaceWith({
      interpretation: { zone: 'Mars/Base', weekdayZero: 'sunday', weekOfMonth: 'block' },
    }),
    'Time zone not known',
  ],
] as const;

test.each(states)('%s is said, not blank, and axe finds nothing', async (_, workspace, title) => {
  for (const theme of ['light', 'dark'] as const) {
    const { screen } = await showEditor(themed(snapshotWith([workspace]), theme));
    await expect.element(screen.getByRole('heading', { name: title })).toBeVisible();
    await expectAccessible();
    await screen.unmount();
  }
});

test('before the first snapshot the window says that it opens', async () => {
  const { screen } = await showEditor(null);
  await expect.element(screen.getByRole('region', { name: 'Opening…' })).toBeVisible();
});

test('a window without any workspace offers to connect one', async () => {
  const { screen } = await showEditor(snapshotWith([]));
  await screen.getByRole('button', { name: 'Connect PingHome' }).click();
  await expect.element(screen.getByRole('dialog', { name: 'Connect PingHome' })).toBeVisible();
});

test('a bug in main is told with its reference, and can be tried again', async () => {
  let tries = 0;
  const { screen } = await showEditor(snapshotWith(), {
    'snapshot.read': () => {
      tries += 1;
      return tries === 1 ? new Refusal({ kind: 'bug', reference: 'B-1742' }) : snapshotWith();
    },
  });
  await expect.element(screen.getByText(/B-1742/)).toBeVisible();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByRole('grid', { name: 'Timeline' })).toBeVisible();
});

test('offline keeps the schedule, marked with its time and cause', async () => {
  const stale = { ...read, goodAt: sampleNow - 3 * hourMs, failure: offline };
  const { screen } = await showEditor(snapshotWith([workspaceWith({ read: stale })]));
  await expect.element(screen.getByRole('grid', { name: 'Timeline' })).toBeVisible();
  await expect
    .element(screen.getByRole('status', { name: 'Freshness' }))
    .toMatchTextContent('As of 15:48 · computed from saved rules · offline');
});

test('the mark in the header follows how things stand, in shape, colour and words', async () => {
  const stale = { ...read, goodAt: sampleNow - 3 * hourMs, failure: offline };
  const keychain = { kind: 'keychain', failure: { kind: 'keychain-locked' } } as const;
  const { bridge, screen } = await showEditor({ ...snapshotWith(), revision: 1 });
  const mark = (name: string | RegExp) => screen.getByRole('banner').getByRole('img', { name });
  const look = (name: string | RegExp) => {
    const { borderRadius, backgroundColor } = getComputedStyle(mark(name).element());
    return [borderRadius, backgroundColor];
  };
  await expect.element(mark('Up to date')).toBeVisible();
  const good = look('Up to date');
  bridge.publish({ ...snapshotWith([workspaceWith({ read: stale })]), revision: 2 });
  await expect.element(mark('As of 15:48 · offline')).toBeVisible();
  const [shape, colour] = look('As of 15:48 · offline');
  expect(shape).not.toBe(good[0]);
  expect(colour).not.toBe(good[1]);
  bridge.publish({ ...snapshotWith(), attention: [keychain], revision: 3 });
  await expect.element(mark('Keychain locked · Up to date')).toBeVisible();
  expect(look('Keychain locked · Up to date')).toEqual([shape, colour]);
});

test('an older snapshot that arrives late is dropped', async () => {
  const { bridge, screen } = await showEditor({ ...snapshotWith(), revision: 5 });
  await expect.element(screen.getByRole('row', { name: /Jonas Weber/ })).toBeVisible();
  bridge.publish({ ...snapshotWith([]), revision: 4 });
  await expect.element(screen.getByRole('row', { name: /Jonas Weber/ })).toBeVisible();
  bridge.publish({ ...snapshotWith([]), revision: 6 });
  await expect.element(screen.getByText('No schedule yet')).toBeVisible();
});

test('signing in sends the token once and forgets it', async () => {
  const missing = workspaceWith({
    token: 'missing',
    read: { ...never, failure: { kind: 'no-token' } },
  });
  const { bridge, screen } = await showEditor(snapshotWith([missing]));
  await screen.getByLabelText('PingHome token').fill('secret');
  await screen.getByRole('button', { name: 'Sign in' }).click();
  await expect.element(screen.getByLabelText('PingHome token')).toHaveValue('');
  expect(bridge.inputsOf('workspace.sign-in')).toEqual([{ workspaceId: 'w-1', token: 'secret' }]);
});

test('signing in with e-mail and password where there is an address for it keeps neither', async () => {
  const signedOut = workspaceWith({
    token: 'missing',
    addresses: { ...workspaceWith().addresses, signIn: 'https://s' },
    read: { ...never, failure: { kind: 'no-token' } },
  });
  const { bridge, screen } = await showEditor(snapshotWith([signedOut]));
  await screen.getByRole('radio', { name: 'E-mail and password' }).click();
  await screen.getByLabelText('E-mail').fill('sam@example.org');
  await screen.getByLabelText('Password', { exact: true }).fill('geheim');
  await screen.getByRole('button', { name: 'Sign in' }).click();
  await expect.element(screen.getByLabelText('PingHome token')).toHaveValue('');
  await screen.getByRole('radio', { name: 'E-mail and password' }).click();
  await expect.element(screen.getByLabelText('Password', { exact: true })).toHaveValue('');
  expect(bridge.inputsOf('workspace.sign-in-with-password')).toEqual([
    { workspaceId: 'w-1', email: 'sam@example.org', password: 'geheim' },
  ]);
});

test('a first look is welcomed: connect, be someone of the sample, or just look', async () => {
  const sample = workspaceWith({ kind: 'local', sample: true, token: 'embedded', me: null });
  for (const theme of ['light', 'dark'] as const) {
    const { bridge, screen } = await showEditor(themed(snapshotWith([sample]), theme));
    const welcome = screen.getByRole('region', { name: 'Welcome to Watchbill' });
    await expect.element(welcome).toBeVisible();
    await expectAccessible();
    await welcome.getByLabelText('Be').selectOptions('Mira Kaur');
    expect(bridge.inputsOf('workspace.change')).toEqual([{ workspaceId: 'w-1', me: 'a-mira' }]);
    await welcome.getByRole('button', { name: 'Just look' }).click();
    await expect.element(welcome).not.toBeInTheDocument();
    await expect.element(screen.getByText(/A made-up team, so you can look around/)).toBeVisible();
    await screen.unmount();
  }
  const { screen } = await showEditor(snapshotWith([{ ...sample, me: 'a-mira' }]));
  await expect.element(screen.getByText(/A made-up team, so you can look around/)).toBeVisible();
});

test('the sample says that it is one, and is one press from connecting', async () => {
  const sample = workspaceWith({ kind: 'local', sample: true, token: 'embedded', me: null });
  const { bridge, screen } = await showEditor(snapshotWith([sample]));
  await screen.getByLabelText('Who are you?').selectOptions('Mira Kaur');
  expect(bridge.inputsOf('workspace.change')).toEqual([{ workspaceId: 'w-1', me: 'a-mira' }]);
  await screen.getByRole('button', { name: 'Connect PingHome' }).click();
  await expect.element(screen.getByRole('dialog', { name: 'Connect PingHome' })).toBeVisible();
});

test('of two accounts the one that fails is named while the other is shown, and is one click away', async () => {
  const acme = workspaceWith();
  const failing = { ...read, goodAt: sampleNow - 3 * hourMs };
  const beta = (parts: object) =>
    workspaceWith({ id: 'w-2', name: 'Beta', read: { ...failing, ...parts } });
  const { bridge, screen } = await showEditor({
    ...snapshotWith([acme, beta({ failure: { kind: 'unauthorized' } })]),
    revision: 1,
  });
  const told = screen.getByText(/^Beta: As of 15:48 · computed from saved rules · sign in again$/);
  await expect.element(told).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Show Beta' }).click();
  await expect.element(screen.getByLabelText('Workspace')).toHaveValue('w-2');
  await expect.element(told).not.toBeInTheDocument();
  await screen.getByLabelText('Workspace').selectOptions('w-1');
  await expect.element(told).toBeVisible();
  // A single failure of the network is not worth a word until the data is old.
  bridge.publish({
    ...snapshotWith([acme, beta({ goodAt: sampleNow, failure: offline })]),
    revision: 2,
  });
  await expect.element(told).not.toBeInTheDocument();
  bridge.publish({
    ...snapshotWith([acme, beta({ goodAt: null, failure: null, reading: true })]),
    revision: 3,
  });
  await expect.element(screen.getByRole('grid', { name: 'Timeline' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Show Beta' }).elements()).toEqual([]);
});
