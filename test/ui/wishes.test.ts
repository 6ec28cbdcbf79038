import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands, page, userEvent } from 'vitest/browser';
import Settings from '../../renderer/settings/Settings.svelte';
import { showPage } from './support/pages.ts';
import { expectFocusSeen } from './support/reach.ts';
import { showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));
afterEach(() => commands.media({ reducedMotion: null, forcedColors: null }));

/** What a system colour is on this page. */
function systemColour(name: 'Canvas' | 'CanvasText' | 'Highlight'): string {
  const probe = document.createElement('span');
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const groundOf = (node: Element) => getComputedStyle(node).backgroundColor;
const one = (selector: string): Element => {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`${selector} is not drawn`);
  return found;
};
/** How long the ways of an element from one look to another take, the longest. */
const waysMs = (node: Element) =>
  Math.max(
    ...getComputedStyle(node)
      .transitionDuration.split(', ')
      .map((it) => Number.parseFloat(it) * 1_000),
  );

test('with reduced motion nothing turns and nothing slides', async () => {
  const turning = () =>
    document.getAnimations().filter((it) => it.effect?.getComputedTiming().iterations === Infinity);
  const opening = await showEditor(null);
  await expect.element(opening.screen.getByRole('region', { name: 'Opening…' })).toBeVisible();
  expect(turning()).toHaveLength(1);
  await commands.media({ reducedMotion: 'reduce' });
  expect(document.getAnimations()).toHaveLength(0);
  await opening.screen.unmount();
  const { screen } = await showPage(Settings);
  const theme = screen.getByRole('switch').first();
  await expect.element(theme).toBeVisible();
  expect(Math.max(...[...document.querySelectorAll('*')].map(waysMs))).toBe(0);
  await commands.media({ reducedMotion: null });
  expect(waysMs(theme.element())).toBeGreaterThan(0);
});

test('with forced colours coverage, shifts, the time now and what is chosen are still told apart', async () => {
  await commands.media({ forcedColors: 'active' });
  const { screen } = await showEditor();
  await screen.getByRole('gridcell', { name: /^Jonas Weber/ }).click();
  await screen.getByRole('button', { name: 'Friday' }).click();
  const [canvas, ink, marked] = [
    systemColour('Canvas'),
    systemColour('CanvasText'),
    systemColour('Highlight'),
  ];
  expect(ink).not.toBe(canvas);
  for (const drawn of ['.covered', '.doubled', '.now']) expect(groundOf(one(drawn))).toBe(ink);
  expect(getComputedStyle(one('.doubled')).outlineStyle).toBe('double');
  expect(getComputedStyle(one('.gap')).borderTopStyle).toBe('dashed');
  expect(getComputedStyle(one('.shift')).borderTopStyle).toBe('solid');
  expect(getComputedStyle(one('.proposed')).borderTopStyle).toBe('dashed');
  const today = screen.getByRole('columnheader', { name: /^Monday 23/ }).element();
  expect(getComputedStyle(today).textDecorationLine).toBe('underline');
  const week = screen.getByRole('radio', { name: 'Week', exact: true }).element();
  const month = screen.getByRole('radio', { name: 'Month' }).element();
  expect([groundOf(week), groundOf(month) === marked]).toEqual([marked, false]);
  expect(groundOf(screen.getByRole('button', { name: 'Tuesday' }).element())).toBe(marked);
  await expectFocusSeen();
});

test('with forced colours the bars of the load, a switch that is on and the palette’s choice stand out', async () => {
  await commands.media({ forcedColors: 'active' });
  const { screen } = await showEditor();
  await screen.getByRole('radio', { name: 'Load' }).click();
  await expect.element(screen.getByRole('table')).toBeVisible();
  expect(groundOf(one('td .bar'))).toBe(systemColour('CanvasText'));
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(screen.getByRole('combobox', { name: /Find a command/ })).toHaveFocus();
  expect(groundOf(one('[role=option][aria-selected=true]'))).toBe(systemColour('Highlight'));
});
