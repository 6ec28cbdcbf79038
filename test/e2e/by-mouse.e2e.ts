import type { Locator, Page } from '@playwright/test';
import { sampleIds } from '../../service/sample.ts';
import { addEntry } from '../support/account.ts';
import { dayMs, handedOver, hourMs, rosterWith } from '../support/on-call.ts';
import { expect, test } from '../support/open-schedule.ts';
import { at, monday, rosterOf, today } from '../support/work-week.ts';

const { platform, tomas, mira } = sampleIds;

/** Where an instant and a person's row are on screen. */
async function place(window: Page, name: string, instant: number): Promise<[number, number]> {
  const row = window.getByRole('row').filter({
    has: window.getByRole('rowheader', { name: new RegExp(`\\b${name}`) }),
  });
  const first = window.getByRole('columnheader', { name: /^Monday/ });
  const [line, day] = await Promise.all([row.boundingBox(), first.boundingBox()]);
  if (line === null || day === null) throw new Error(`the row of ${name} is not drawn`);
  const x = day.x + ((instant - monday) / dayMs) * day.width;
  return [x, line.y + line.height / 2];
}

async function drag(window: Page, from: [number, number], to: [number, number]): Promise<void> {
  await window.mouse.move(...from);
  await window.mouse.down();
  await window.mouse.move(...to, { steps: 8 });
  await window.mouse.up();
}

/** Pulls the end of somebody's shift from one instant to another. */
async function pullEnd(window: Page, name: string, from: number, to: number): Promise<void> {
  const [[start, y], [end]] = await Promise.all([
    place(window, name, from),
    place(window, name, to),
  ]);
  // An end is held from within.
  await drag(window, [start - 3, y], [end - 3, y]);
}

function shift(window: Page, words: string): Locator {
  return window.getByRole('gridcell', { name: new RegExp(`^${words}, Platform`) });
}

test('shifts are drawn, handed over, resized and moved by mouse, a gap is filled with one click, and the server has exactly that', async ({
  account,
  openSchedule,
}) => {
  test.setTimeout(120_000);
  await addEntry(account, {
    team_member_id: tomas,
    week_days: [3],
    start_time: '11:00:00',
    end_time: '16:00:00',
    start_date: new Date(monday).toISOString(),
  });
  const contracts = { [platform]: { kind: 'always', people: 1 } } as const;
  const { app, window, said } = await openSchedule({ contracts });
  const roster = () => rosterOf(account);
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  const question = window.getByRole('dialog');
  const tomasOn = { team: platform, member: tomas, on: true } as const;
  const tomasOff = { ...tomasOn, on: false };
  let expected = await roster();

  await test.step('a gap of the problems is filled with one click', async () => {
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/^▲ Gap: .*Platform/));
    const [from, until] = [today + 2 * dayMs + 18 * hourMs, today + 3 * dayMs + 9 * hourMs];
    await window.keyboard.press('p');
    await window.getByRole('button', { name: 'Fill… Gap in Platform, 15 h' }).click();
    await inspector.getByLabel('Team member').selectOption(mira);
    const ripple = inspector.getByRole('region', { name: 'What this changes' });
    await expect(ripple).toContainText(/Gaps closed\s*1 · 15 h/);
    expect(await roster()).toEqual(expected);
    await inspector.getByRole('button', { name: 'Create shift' }).click();
    await expect(said).toHaveText('Saved.');
    expected = rosterWith(expected, { team: platform, member: mira, on: true }, from, until);
    expect(await roster()).toEqual(expected);
    await expect.poll(app.menu).not.toContainEqual(expect.stringMatching(/^▲ Gap/));
    await expect(window.getByText('Gap in Platform, 15 h')).toBeHidden();
  });

  await window.keyboard.press('1');
  for (let weeks = 0; weeks < 2; weeks += 1)
    await window.getByRole('button', { name: 'Forward' }).click();

  await test.step('a new shift is drawn on empty space', async () => {
    const [from, to] = [at(1, 10), at(1, 16)];
    const name = 'Tomás Novák';
    await drag(window, await place(window, name, from), await place(window, name, to));
    await expect(inspector.getByLabel('Team member')).toHaveValue(tomas);
    expect(await roster()).toEqual(expected);
    await inspector.getByRole('button', { name: 'Create shift' }).click();
    await expect(inspector).toBeHidden();
    expected = rosterWith(expected, tomasOn, from, to);
    expect(await roster()).toEqual(expected);
  });

  await test.step('it is given to somebody else by dragging it to another row', async () => {
    const [from, to] = [at(1, 10), at(1, 16)];
    await expect(shift(window, 'Tomás Novák, Tuesday .* 10:00 to 16:00')).toBeVisible();
    await drag(
      window,
      await place(window, 'Tomás Novák', at(1, 13)),
      await place(window, 'Mira Kaur', at(1, 13)),
    );
    await expect(inspector.getByLabel('Team member')).toHaveValue(mira);
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector).toBeHidden();
    expected = handedOver(expected, { team: platform, giver: tomas, taker: mira }, from, to);
    expect(await roster()).toEqual(expected);
  });

  await test.step('it is made longer by its edge', async () => {
    await expect(shift(window, 'Mira Kaur, Tuesday .* 10:00 to 16:00')).toBeVisible();
    await pullEnd(window, 'Mira Kaur', at(1, 16), at(1, 20));
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector).toBeHidden();
    const who = { team: platform, member: mira, on: true };
    expected = rosterWith(expected, who, at(1, 16), at(1, 20));
    expect(await roster()).toEqual(expected);
  });

  await test.step('the whole of a weekly rule goes to another day, in every week', async () => {
    await expect(shift(window, 'Tomás Novák, Wednesday .* 11:00 to 16:00')).toBeVisible();
    const name = 'Tomás Novák';
    await drag(window, await place(window, name, at(2, 13)), await place(window, name, at(3, 13)));
    await expect(question).toContainText('This shift comes from a weekly rule.');
    await question.getByRole('button', { name: 'The whole rule' }).click();
    await inspector.getByRole('button', { name: 'Save change' }).click();
    await expect(inspector).toBeHidden();
    for (let day = 0; day < 28; day += 7) {
      expected = rosterWith(expected, tomasOff, at(day + 2, 11), at(day + 2, 16));
      expected = rosterWith(expected, tomasOn, at(day + 3, 11), at(day + 3, 16));
    }
    expect(await roster()).toEqual(expected);
  });

  await test.step('one day of it is made longer alone', async () => {
    await expect(shift(window, 'Tomás Novák, Thursday .* 11:00 to 16:00')).toBeVisible();
    await pullEnd(window, 'Tomás Novák', at(3, 16), at(3, 19));
    await question.getByRole('button', { name: 'This day only' }).click();
    await window.getByRole('button', { name: /^Save \d changes?$/ }).click();
    await expect(said).toContainText(/: \d changes? saved\.$/);
    expected = rosterWith(expected, tomasOn, at(3, 16), at(3, 19));
    expect(await roster()).toEqual(expected);
  });

  await test.step('what a rule cannot say is refused in words, and changes nothing', async () => {
    await expect(shift(window, 'Jonas Weber, Tuesday .* 09:00 to Thursday 09:00')).toBeVisible();
    await pullEnd(window, 'Jonas Weber', at(3, 9), at(3, 12));
    await expect(question.getByRole('button', { name: 'The whole rule' })).toBeDisabled();
    await expect(question).toContainText(
      'Each of its days is on call by the same hours, so the rule cannot make only the first or last one longer or shorter.',
    );
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(said).toHaveText('Left as it was.');
    expect(await roster()).toEqual(expected);
  });
});
