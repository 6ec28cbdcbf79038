import { entriesOf, rulesOf } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { connectedSettings, storeToken, writeSettings } from '../support/connected.ts';
import { startMisbehaving, type Misbehaving } from '../support/misbehaving/server.ts';
import { picture } from '../support/theme-pictures.ts';

type Row = Readonly<Record<string, unknown>>;

let pingHome: Misbehaving;

test.beforeEach(async () => {
  pingHome = await startMisbehaving({ sampleAt: Date.now() });
});
test.afterEach(async () => {
  await pingHome.close();
});

const account = () => {
  const { base, token, ids } = pingHome;
  return { base, token, customer: ids.organisation };
};
const rules = () => rulesOf(account());

/** How many entries PingHome shows with the end that the test gives to all. */
async function ended(): Promise<number> {
  const rows = await entriesOf(account());
  return rows.filter((row) => String(row['end_date']).startsWith('2031-12-31')).length;
}

test('entries chosen in the list are deleted as proved before; a cancelled change of all is rolled back or resumed', async ({
  startApp,
  desktop,
  profile,
}) => {
  test.setTimeout(120_000);
  await storeToken(desktop, pingHome.token);
  writeSettings(profile, connectedSettings(account()));
  const before = await rules();
  const count = before.length;
  const app = await startApp();
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  const said = window.getByRole('status', { name: 'Last action' });
  await window.getByRole('radio', { name: 'List' }).click();

  const tick = (name: string) =>
    window.getByRole('checkbox', { name: new RegExp(`^Select ${name},`) });

  await test.step('two are deleted, after a look at what that does', async () => {
    const { sofia, arjun } = pingHome.ids;
    await tick('Sofia Almeida').click();
    await tick('Arjun Rao').click();
    await expect(window.getByRole('status', { name: 'Selection' })).toHaveText(
      `2 of ${count} selected`,
    );
    await window.getByRole('button', { name: 'Delete…' }).click();
    await expect(window.getByRole('listitem').filter({ hasText: 'Deleted' })).toHaveCount(2);
    const ripple = window.getByRole('region', { name: 'What this changes' });
    await expect(ripple).toContainText(/Sofia Almeida\s*[\d.]+ h → 0 h/);
    await expect(ripple).toContainText(/Arjun Rao\s*[\d.]+ h → 0 h/);
    expect(await rules()).toEqual(before);
    await window.getByRole('button', { name: 'Discard' }).click();
    await expect(ripple).toBeHidden();
    expect(await rules()).toEqual(before);

    await window.getByRole('button', { name: 'Delete…' }).click();
    await window.getByRole('button', { name: 'Save 2 changes' }).click();
    await expect(said).toHaveText('Delete 2 entries: 2 changes saved.');
    const gone = (row: Row) => [sofia, arjun].some((id) => id === row['team_member_id']);
    expect(await rules()).toEqual(before.filter((row) => !gone(row)));
    await window
      .getByRole('button', { name: 'Undo: 2 deleted · Sofia Almeida and Arjun Rao' })
      .click();
    await expect(said).toHaveText('Undo: 2 changes saved.');
    expect(await rules()).toEqual(before);
  });

  const changeAll = async (meanwhile = () => Promise.resolve()) => {
    pingHome.always('updateEntry', { kind: 'delay', ms: 500 });
    await window.getByRole('checkbox', { name: 'Select all entries' }).check();
    await window.getByRole('button', { name: 'Change…' }).click();
    await window.getByRole('textbox', { name: 'Until' }).fill('2031-12-31');
    await window.getByRole('button', { name: `Save ${count} changes` }).click();
    await expect(window.getByText(new RegExp(`2 of ${count} through`))).toBeVisible();
    await meanwhile();
    await window.getByRole('button', { name: 'Cancel' }).click();
    await expect(said).toHaveText(new RegExp(`^Change ${count} entries: \\d of ${count} changes`));
    pingHome.heal();
    const done = await ended();
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(count);
  };

  await test.step('a change of all is cancelled half-way and rolled back', async () => {
    await changeAll(() => picture(app, window, 'state-bulk'));
    await window.getByRole('button', { name: 'Roll back' }).click();
    await expect(said).toHaveText(/^Roll back: \d+ changes saved\.$/);
    await expect(window.getByRole('button', { name: 'Roll back' })).toBeHidden();
    expect(await rules()).toEqual(before);
  });

  await test.step('it is cancelled again, and resumed', async () => {
    await changeAll();
    await window.getByRole('button', { name: 'Resume' }).click();
    await expect(said).toHaveText(`Resume: ${count} changes saved.`);
    expect(await ended()).toBe(count);
    expect(await rules()).toEqual(
      before.map((row) => ({ ...row, end_date: expect.stringMatching(/^2031-12-31/) as unknown })),
    );
    await window.keyboard.press('Control+z');
    await expect(said).toHaveText(`Undo: ${count} changes saved.`);
    expect(await rules()).toEqual(before);
  });
});
