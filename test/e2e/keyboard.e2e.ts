import type { Locator, Page } from '@playwright/test';
import { sampleIds } from '../../service/sample.ts';
import { handedOver, rosterWith } from '../support/on-call.ts';
import { expect, test } from '../support/open-schedule.ts';
import { at, dateOf, rosterOf } from '../support/work-week.ts';

const { platform, tomas, mira } = sampleIds;
const weekDays = [1, 2, 3, 4, 5, 6, 7].map((day) =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(at(day - 1, 0)),
);
/** More presses of a key than anything is away. */
const most = 80;

/** Goes on with one key until something has the focus. */
async function until(window: Page, key: string, wanted: Locator): Promise<void> {
  const focused = window.locator(':focus');
  for (let presses = 0; presses < most; presses += 1) {
    if ((await wanted.and(focused).count()) > 0) return;
    await window.keyboard.press(key);
  }
  throw new Error(`${key} leads nowhere`);
}

/** What the palette finds for some words. */
async function command(window: Page, words: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox', { name: /^Find a command/ })).toBeFocused();
  await window.keyboard.type(words);
  await window.keyboard.press('Enter');
}

test('a shift is made, moved, handed over, made longer, deleted and brought back by keys alone', async ({
  account,
  openSchedule,
}) => {
  test.setTimeout(120_000);
  const { window, said } = await openSchedule();
  const roster = () => rosterOf(account);
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  const shift = (words: string) =>
    window.getByRole('gridcell', { name: new RegExp(`^${words}, Platform`) });
  const on = { team: platform, on: true } as const;
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
  const before = await roster();
  let expected = before;

  await test.step('make one', async () => {
    for (let weeks = 0; weeks < 2; weeks += 1) await command(window, 'go forward');
    await command(window, 'new shift');
    await until(window, 'Tab', field('Team member'));
    await window.keyboard.type('Tom');
    await until(window, 'Tab', inspector.locator('button[aria-pressed]'));
    for (const name of weekDays) {
      const toggle = inspector.getByRole('button', { name });
      await until(window, 'ArrowRight', toggle);
      const pressed = (await toggle.getAttribute('aria-pressed')) === 'true';
      if (pressed !== (name === 'Wednesday')) await window.keyboard.press('Space');
    }
    await until(window, 'Tab', field('Starts'));
    await window.keyboard.press('Control+a');
    await window.keyboard.type('10:00');
    await window.keyboard.press('Tab');
    await expect(field('Ends')).toBeFocused();
    await window.keyboard.press('Control+a');
    await window.keyboard.type('14:00');
    for (const name of ['From', 'Until']) {
      await until(window, 'Tab', field(name));
      // The order of its parts is the desktop's.
      await field(name).fill(dateOf(2));
    }
    await window.keyboard.press('Enter');
    await expect(inspector).toBeHidden();
    expected = rosterWith(expected, { ...on, member: tomas }, at(2, 10), at(2, 14));
    expect(await roster()).toEqual(expected);
  });

  const save = async () => {
    await until(window, 'Tab', inspector.getByRole('button', { name: 'Save change' }));
    await window.keyboard.press('Enter');
    await expect(inspector).toBeHidden();
  };
  const reach = async (words: string) => {
    await expect(shift(words)).toBeVisible();
    const name = words.slice(0, words.indexOf(','));
    const row = window.getByRole('row').filter({ has: shift(words) });
    await until(window, 'Tab', window.getByRole('grid').locator('[tabindex="0"]'));
    await until(window, 'ArrowDown', row.getByRole('gridcell'));
    await window.keyboard.press('Home');
    await until(window, 'ArrowRight', shift(words));
    return name;
  };

  await test.step('carry it a day on', async () => {
    await reach('Tomás Novák, Wednesday .* 10:00 to 14:00');
    await window.keyboard.press('Alt+PageDown');
    await window.keyboard.press('Enter');
    expect(await roster()).toEqual(expected);
    await save();
    expected = rosterWith(before, { ...on, member: tomas }, at(3, 10), at(3, 14));
    expect(await roster()).toEqual(expected);
  });

  await test.step('hand it to the member above, and make it longer', async () => {
    await reach('Tomás Novák, Thursday .* 10:00 to 14:00');
    await window.keyboard.press('Alt+ArrowUp');
    for (let quarters = 0; quarters < 8; quarters += 1)
      await window.keyboard.press('Alt+Shift+ArrowRight');
    await expect(said).toContainText(/^Mira Kaur, Thursday .* 10:00 to Thursday .* 16:00\./);
    await window.keyboard.press('Enter');
    await save();
    const handed = { team: platform, giver: tomas, taker: mira };
    expected = handedOver(expected, handed, at(3, 10), at(3, 14));
    expected = rosterWith(expected, { ...on, member: mira }, at(3, 14), at(3, 16));
    expect(await roster()).toEqual(expected);
  });

  await test.step('delete it, and take that back', async () => {
    await reach('Mira Kaur, Thursday .* 10:00 to 16:00');
    await window.keyboard.press('Delete');
    const dialog = window.getByRole('dialog', { name: 'Delete this entry?' });
    await until(window, 'Tab', dialog.getByRole('button', { name: 'Delete entry' }));
    expect(await roster()).toEqual(expected);
    await window.keyboard.press('Enter');
    await expect(said).toHaveText('Deleted.');
    expect(await roster()).toEqual(before);
    await expect(window.getByRole('button', { name: 'Undo: 1 deleted · Mira Kaur' })).toBeVisible();
    await command(window, 'undo');
    await expect(said).toHaveText('Undo: 1 change saved.');
    expect(await roster()).toEqual(expected);
  });
});
