import { sampleIds } from '../../service/sample.ts';
import { rulesOf } from '../support/account.ts';
import { handedOver, type HourlyRoster } from '../support/on-call.ts';
import { choosePlan, expect, scheduleOf, test } from '../support/open-schedule.ts';
import { at, dateOf, rosterOf, today } from '../support/work-week.ts';

const { platform, ana, mira, jonas } = sampleIds;

/** The same with two people's days of the week after next in each other's hands. */
const handed = (before: HourlyRoster, giver: string, taker: string, day: number): HourlyRoster =>
  handedOver(before, { team: platform, giver, taker }, at(day, 9), at(day + 1, 9));

test('a swap, a leave and its cover are on the server exactly, and undo says and does what it takes back, also after a restart', async ({
  account,
  openSchedule,
  startApp,
}) => {
  // Until long after what the test changes.
  const roster = () => rosterOf(account, today, at(35, 0));
  const rulesBefore = await rulesOf(account);
  const before = await roster();
  const { app, window, said } = await openSchedule();
  const undo = window.getByRole('button', { name: /^Undo: / });
  const redo = window.getByRole('button', { name: /^Redo: / });

  const swapped = handed(handed(before, ana, mira, 0), mira, ana, 4);
  await test.step('a swap of two shifts', async () => {
    await choosePlan(window, 'Swap…');
    const swap = window.getByRole('complementary', { name: 'Swap' });
    await swap.getByLabel('First person').selectOption(ana);
    const gives = swap.getByRole('group', { name: 'Gives away' });
    await gives.getByLabel('First day').fill(dateOf(0));
    await swap.getByLabel('Second person').selectOption(mira);
    const returns = swap.getByRole('group', { name: 'Gives in return' });
    await returns.getByLabel('First day').fill(dateOf(4));
    const hands = swap.getByRole('region', { name: 'What changes hands' });
    await expect(hands).toContainText('Ana Pires → Mira Kaur 24 h');
    await expect(hands).toContainText('Mira Kaur → Ana Pires 24 h');
    expect(await rulesOf(account)).toEqual(rulesBefore);
    await swap.getByRole('button', { name: /^Save \d+ changes$/ }).click();
    await expect(said).toContainText(/swap: \d+ changes saved\.$/);
    expect(await roster()).toEqual(swapped);
    expect(swapped).not.toEqual(before);
  });

  await test.step('one undo takes it back, redo brings it again', async () => {
    await expect(undo).toHaveAccessibleName(
      /^Undo: \d+ created, \d+ changed · Ana Pires and Mira Kaur$/,
    );
    await window.keyboard.press('Control+z');
    await expect(said).toContainText(/^Undo: \d+ changes saved\.$/);
    expect(await rulesOf(account)).toEqual(rulesBefore);
    await expect(undo).toBeHidden();
    await expect(redo).toHaveAccessibleName(/^Redo: .* · Ana Pires and Mira Kaur$/);
    await window.keyboard.press('Control+Shift+z');
    await expect(said).toContainText(/^Redo: \d+ changes saved\.$/);
    expect(await roster()).toEqual(swapped);
  });

  const covered = handed(swapped, jonas, mira, 1);
  await test.step('leave becomes a problem, and a cover ends it', async () => {
    await choosePlan(window, 'Leave…');
    const leave = window.getByRole('complementary', { name: 'Leave' });
    await leave.getByLabel('Who').selectOption(jonas);
    await leave.getByLabel('First day').fill(dateOf(1));
    await leave.getByRole('button', { name: 'Add' }).click();
    await expect(said).toHaveText('1 period of leave added.');
    await leave.getByRole('button', { name: 'Close' }).click();
    expect(await roster()).toEqual(swapped);
    const title = 'Jonas Weber is on call while on leave';
    await window.keyboard.press('p');
    await window.getByRole('button', { name: `Cover… ${title}` }).click();
    const cover = window.getByRole('complementary', { name: 'Cover' });
    await expect(cover.getByLabel('Who needs cover')).toHaveValue(jonas);
    await expect(cover.getByLabel('First day')).toHaveValue(dateOf(1));
    await cover.getByLabel('Covered by').selectOption(mira);
    await cover.getByRole('button', { name: /^Save \d+ changes$/ }).click();
    await expect(said).toContainText(/^Mira Kaur covers Jonas Weber, .* changes saved\.$/);
    expect(await roster()).toEqual(covered);
    await expect(window.getByText(title)).toBeHidden();
  });

  const words = (await undo.innerText()).trim();
  expect(words).toMatch(/^Undo: .* · Jonas Weber and Mira Kaur$/);
  await app.close();
  const again = await startApp();
  const later = await scheduleOf(again);
  await test.step('undo after a restart', async () => {
    await later.getByRole('button', { name: words, exact: true }).click();
    const last = later.getByRole('status', { name: 'Last action' });
    await expect(last).toContainText(/^Undo: \d+ changes saved\.$/);
    expect(await roster()).toEqual(swapped);
    await expect(later.getByRole('button', { name: words.replace('Undo', 'Redo') })).toBeVisible();
    await later.keyboard.press('p');
    await expect(later.getByText('Jonas Weber is on call while on leave')).toBeVisible();
  });
});
