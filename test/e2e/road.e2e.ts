import path from 'node:path';
import { addEntry, callMain, connect, entriesOf, keychainSecrets } from '../support/account.ts';
import type { Snapshot } from '../../core/contract/snapshot.ts';
import { expect, pictures, test } from '../support/app.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { picture } from '../support/theme-pictures.ts';
import { sampleIds } from '../../service/sample.ts';

const hourMs = 3_600_000;
let service: TestService;

/** The date that far from now, as a date field takes it. */
const dateText = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString().slice(0, 10);

/** Somebody of Platform whom the sample leaves free from yesterday to tomorrow, on any week day. */
function somebodyFree(): { readonly id: string; readonly name: string } {
  const busy = [-1, 0, 1].map((days) => new Date(Date.now() + days * 24 * hourMs).getUTCDay());
  const free = [
    { id: sampleIds.tomas, name: 'Tomás Novák', weekDays: [0] },
    { id: sampleIds.mira, name: 'Mira Kaur', weekDays: [5, 6] },
    { id: sampleIds.jonas, name: 'Jonas Weber', weekDays: [2, 3] },
  ].find(({ weekDays }) => !weekDays.some((day) => busy.includes(day)));
  if (free === undefined) throw new Error('everybody of the sample is on call');
  return free;
}

test.beforeEach(async () => {
  service = await startTestService({ sampleAt: Date.now(), token: 'end-to-end-secret-token' });
});
test.afterEach(async () => {
  await service.close();
});

test('a first start shows who is on call in the sample, and opens the schedule from the tray', async ({
  startApp,
  tray,
}) => {
  const app = await startApp();
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ is on call · Platform$/));
  expect(await app.menu()).toContain('Up to date');
  const shown = await tray.read();
  expect(shown?.tooltip).toMatch(/Platform/);
  expect(shown?.tooltip.length).toBeLessThanOrEqual(127);
  expect(shown?.pixmaps[0]?.width).toBeGreaterThanOrEqual(22);

  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'Welcome to Watchbill' })).toBeVisible();
  await picture(app, window, 'state-first-run');
  await window.getByLabel('Be', { exact: true }).selectOption('Mira Kaur');
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^Your next shift: /));
});

test('an account is connected with a token that only the keychain keeps, and removed from it again', async ({
  startApp,
  desktop,
}) => {
  const app = await startApp();
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  await connect(window, service);
  await expect.poll(app.menu).toContainEqual(expect.stringMatching(/ is on call · Platform$/));
  expect(await app.menu()).not.toContain('Sample');
  expect(await keychainSecrets(desktop)).toEqual([service.token]);

  const { value } = (await callMain(window, 'snapshot.read', {})) as { readonly value: Snapshot };
  const workspaceId = value.workspaces.find((one) => one.kind === 'pinghome')?.id;
  const removed = await callMain(window, 'workspace.remove', { workspaceId });
  expect(removed).toMatchObject({ ok: true });
  expect(await keychainSecrets(desktop)).toEqual([]);
  await expect.poll(app.menu).toContain('Sample');
});

test('an entry made in the window is in the database, in the tray, and gone when it is deleted', async ({
  startApp,
}) => {
  const app = await startApp();
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  await connect(window, service);
  const before = await entriesOf(service);
  const { id, name } = somebodyFree();
  const onCall = expect.stringMatching(new RegExp(`^${name} is on call|\\b${name}.* are on call`));
  expect(await app.menu()).not.toContainEqual(onCall);

  await window.getByRole('button', { name: 'New shift' }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByLabel('Team member').selectOption({ label: name });
  const left = inspector
    .getByRole('group', { name: 'Days' })
    .getByRole('button', { pressed: false });
  for (let days = await left.count(); days > 0; days -= 1) await left.first().click();
  await inspector.getByLabel('Starts').fill('00:00');
  await inspector.getByLabel('Ends').fill('00:00');
  await inspector.getByLabel('From', { exact: true }).fill(dateText(0));
  await inspector.getByLabel('Until', { exact: true }).fill(dateText(24 * hourMs));
  await inspector.getByRole('button', { name: 'Create shift' }).click();
  await expect.poll(async () => (await entriesOf(service)).length).toBe(before.length + 1);
  const created = (await entriesOf(service)).find(
    (row) =>
      !before.some(
        (old) =>
          old['created_at'] === row['created_at'] &&
          old['team_member_id'] === row['team_member_id'],
      ),
  );
  expect(created).toMatchObject({
    team_member_id: id,
    team_id: service.team,
    start_time: '00:00:00',
  });
  await expect.poll(app.menu).toContainEqual(onCall);

  // Not one of the sample's, which the window may still show alone.
  const made = window
    .getByRole('gridcell', { name: new RegExp(`^${name}, .* 00:00 to .*Platform$`) })
    .first();
  await made.click();
  await inspector.getByLabel('Ends').fill('23:00');
  await inspector.getByRole('button', { name: 'Save change' }).click();
  await expect
    .poll(
      async () =>
        (await entriesOf(service)).find(
          (row) => row['created_at'] === created?.['created_at'] && row['team_member_id'] === id,
        )?.['end_time'],
    )
    .toBe('23:00:00');

  await made.click();
  await inspector.getByRole('button', { name: 'Delete' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete entry' }).click();
  await expect.poll(async () => (await entriesOf(service)).length).toBe(before.length);
  await expect(window.getByRole('status', { name: 'Last action' })).toHaveText('Deleted.');
});

test('what PingHome or the rules refuse is said at its field', async ({ startApp }) => {
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await window.getByRole('button', { name: 'New shift' }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByLabel('Starts').fill('25:00');
  await expect(inspector.getByLabel('Starts')).toHaveAttribute('aria-invalid', 'true');
  await window.screenshot({ path: path.join(pictures, 'field-error.png') });
});

test('a shift ahead is told once, also over a restart', async ({ startApp, notices }) => {
  const start = Math.ceil((Date.now() + 10 * 60_000) / 60_000) * 60_000;
  await addEntry(service, {
    team_member_id: sampleIds.mira,
    start_date: new Date(start).toISOString(),
    end_date: new Date(start + 2 * hourMs).toISOString(),
  });
  const app = await startApp();
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  await connect(window, service);
  await window.getByLabel('Who are you?').selectOption({ label: 'Mira Kaur' });
  const ahead = () => notices.received.filter((notice) => notice.title.includes('shift starts'));
  await expect.poll(() => ahead().length).toBe(1);
  expect(ahead()[0]?.title).not.toMatch(/ in \d/);
  await app.close();

  const again = await startApp();
  await expect.poll(again.menu).toContainEqual(expect.stringMatching(/^Your next shift: /));
  await again.choose('Refresh now');
  // The planner waits for the first read, at most ten seconds: longer than that it has had its say.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  expect(ahead()).toHaveLength(1);
});
