import type { Locator } from '@playwright/test';
import { addEntry, connect, entriesOf, type Account } from '../support/account.ts';
import { dayMs, hourMs } from '../support/on-call.ts';
import { expect, test } from '../support/open-schedule.ts';
import { at, monday } from '../support/work-week.ts';
import { sampleIds } from '../../service/sample.ts';

/** Every entry as PingHome's other clients see it, with its dates as instants. */
async function rowsOf(account: Account): Promise<readonly string[]> {
  const instant = (text: unknown) => (typeof text === 'string' ? Date.parse(text) - monday : null);
  return (await entriesOf(account))
    .map((it) =>
      JSON.stringify([
        it['team_member_id'],
        it['week_days'],
        it['start_time'],
        it['end_time'],
        instant(it['start_date']),
        instant(it['end_date']),
      ]),
    )
    .sort();
}

async function dragByDays(shift: Locator, days: number, dayPx: number): Promise<void> {
  const box = await shift.boundingBox();
  if (box === null) throw new Error('the shift is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const { mouse } = shift.page();
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + days * dayPx, y, { steps: 8 });
  await mouse.up();
}

test('shifts dragged in the window are moved in the database, and are back after undo', async ({
  account,
  startApp,
}) => {
  const rows = () => rowsOf(account);
  const ofTomas = { team_member_id: sampleIds.tomas };
  await addEntry(account, {
    ...ofTomas,
    // Written out, as the app writes it back.
    week_days: [0, 1, 2, 3, 4, 5, 6],
    start_date: new Date(at(2, 10)).toISOString(),
    end_date: new Date(at(2, 14)).toISOString(),
  });
  await addEntry(account, {
    ...ofTomas,
    week_days: [1],
    start_time: '11:00:00',
    end_time: '16:00:00',
  });
  const before = await rows();

  const app = await startApp();
  await app.choose('Connect PingHome…');
  const window = await app.window('editor');
  await connect(window, account);
  for (let weeks = 0; weeks < 2; weeks += 1)
    await window.getByRole('button', { name: 'Forward' }).click();
  const shift = (words: string) =>
    window.getByRole('gridcell', {
      name: new RegExp(`^Tomás Novák, ${words}, Platform(, not saved yet)?$`),
    });
  await expect(shift('Wednesday .* 10:00 to 14:00')).toBeVisible();
  const day = await window.getByRole('columnheader', { name: /^Tuesday/ }).boundingBox();
  const dayPx = day?.width ?? 0;

  await dragByDays(shift('Wednesday .* 10:00 to 14:00'), 1, dayPx);
  await expect(shift('Thursday .* 10:00 to 14:00')).toBeVisible();
  expect(await rows()).toEqual(before);
  await window.getByRole('button', { name: 'Save change' }).click();
  await expect.poll(rows).not.toEqual(before);
  const moved = await rows();
  const dated = (start: number, hours: number) =>
    expect.stringContaining(`,${start},${start + hours * hourMs}]`);
  expect(moved).toHaveLength(before.length);
  expect(moved).toContainEqual(dated(3 * dayMs + 10 * hourMs, 4));

  await expect(window.getByRole('complementary', { name: 'Inspector' })).toBeHidden();
  const again = await window.getByRole('columnheader', { name: /^Tuesday/ }).boundingBox();
  await dragByDays(shift('Monday .* 11:00 to 16:00'), 1, again?.width ?? 0);
  const question = window.getByRole('dialog', { name: 'This shift comes from a weekly rule.' });
  await question.getByRole('button', { name: 'This day only' }).click();
  await window.getByRole('button', { name: 'Save 3 changes' }).click();
  // All three are there only once it is said: two of them are new, and come first.
  const said = window.getByRole('status', { name: 'Last action' });
  await expect(said).toContainText(/: 3 changes saved\.$/);
  const split = await rows();
  expect(split).toHaveLength(before.length + 2);
  expect(split).toContainEqual(dated(dayMs + 11 * hourMs, 5));
  // The rule goes on before that Monday and after it.
  expect(split).toContainEqual(expect.stringMatching(/\[1\],"11:00:00","16:00:00",null,0\]$/));
  expect(split).toContainEqual(
    expect.stringMatching(new RegExp(`\\[1\\],"11:00:00","16:00:00",${dayMs},null\\]$`)),
  );

  await window.keyboard.press('Control+z');
  await expect.poll(rows).toEqual(moved);
  // The next is offered once the first is done.
  await expect(window.getByRole('button', { name: 'Undo: 1 changed · Tomás Novák' })).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect.poll(rows).toEqual(before);
});
