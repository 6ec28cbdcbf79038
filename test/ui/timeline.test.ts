import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Editor from '../../renderer/editor/Editor.svelte';
import { roadOver } from '../../renderer/bridge.svelte.ts';
import { dayMs, hourMs } from '../../core/time/instant.ts';
import { render } from 'vitest-browser-svelte';
import { FakeBridge } from '../support/fake-bridge.ts';
import { sampleNow, snapshotWith } from '../support/sample-snapshot.ts';
import { showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 800));

const boxOf = (name: RegExp, role: 'gridcell' | 'columnheader' = 'gridcell') =>
  page.getByRole(role, { name }).element().getBoundingClientRect();

test('an overlap is drawn over the time two people share, and says who they are', async () => {
  await showEditor();
  const overlap = page.getByRole('gridcell', { name: /^Overlap/ });
  await expect
    .element(overlap)
    .toHaveAccessibleName(
      'Overlap, Friday 27 November 18:00 to Saturday 28 November 00:00, Platform: Mira Kaur and Sam Okafor',
    );
  const [both, sam] = [boxOf(/^Overlap/), boxOf(/^Sam Okafor, Friday/)];
  expect(both.left).toBeCloseTo(sam.left, 0);
  expect(both.right).toBeCloseTo(sam.right, 0);
  const covered = page.getByRole('gridcell', { name: /^Covered/ }).first();
  expect(getComputedStyle(overlap.element()).backgroundColor).not.toBe(
    getComputedStyle(covered.element()).backgroundColor,
  );
});

test('the line of now stands at the time it is, goes on with it, and is in its own week only', async () => {
  let now = sampleNow;
  const road = roadOver(new FakeBridge(snapshotWith()));
  await render(Editor, { props: { road, clock: { now: () => now } } });
  await expect.element(page.getByRole('grid')).toBeVisible();
  const line = () => document.querySelector('.now')?.getBoundingClientRect();
  const placeOf = (at: number) => {
    const day = boxOf(/^Monday 23 November/, 'columnheader');
    return day.left + (day.width * (at % dayMs)) / dayMs;
  };
  const middle = () => ((line()?.left ?? 0) + (line()?.right ?? 0)) / 2;
  await expect.poll(middle).toBeCloseTo(placeOf(now), 0);
  now += 3 * hourMs;
  await expect.poll(middle, { timeout: 5_000 }).toBeCloseTo(placeOf(now), 0);
  expect(placeOf(now) - placeOf(sampleNow)).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Forward' }).click();
  await expect.poll(line).toBeUndefined();
});

test('a day with a clock change is as wide as it is long', async () => {
  await showEditor(undefined, undefined, Date.UTC(2026, 9, 20, 12));
  await expect.element(page.getByRole('grid')).toBeVisible();
  const [short, long] = [/^Saturday 24 October/, /^Sunday 25 October/].map(
    (name) => boxOf(name, 'columnheader').width,
  );
  expect((long ?? 0) / (short ?? 1)).toBeCloseTo(25 / 24, 2);
});

test('Home and End lead to the first and the last shift of a row, up and down to the nearest', async () => {
  await showEditor();
  const shift = (name: RegExp) => page.getByRole('gridcell', { name });
  await expect.element(shift(/^Ana Pires, Monday/)).toBeVisible();
  shift(/^Ana Pires, Monday/)
    .element()
    .focus();
  await userEvent.keyboard('{End}');
  await expect.element(shift(/^Ana Pires, Thursday/)).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(shift(/^Ana Pires, Thursday/)).toHaveFocus();
  await userEvent.keyboard('{Home}');
  await expect.element(shift(/^Ana Pires, Monday/)).toHaveFocus();
  await userEvent.keyboard('{End}{ArrowDown}{ArrowDown}');
  await expect.element(shift(/^Mira Kaur, Friday/)).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(shift(/^Jonas Weber, Tuesday/)).toHaveFocus();
});

test('Tab reaches one shift of the timeline, the one visited last', async () => {
  await showEditor();
  const reached = () => [...document.querySelectorAll('.shift[tabindex="0"]')];
  await expect.poll(reached).toHaveLength(1);
  const friday = page.getByRole('gridcell', { name: /^Mira Kaur, Friday/ });
  friday.element().focus();
  await expect.poll(reached).toEqual([friday.element()]);
});
