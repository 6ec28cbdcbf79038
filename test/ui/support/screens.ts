import { beforeEach, describe, expect, test } from 'vitest';
import { commands, page } from 'vitest/browser';
import type { Component } from 'svelte';
import type { Road } from '../../../renderer/bridge.svelte.ts';
import Editor from '../../../renderer/editor/Editor.svelte';
import Glance from '../../../renderer/glance/Glance.svelte';
import Settings from '../../../renderer/settings/Settings.svelte';
import type { PageClock } from '../../../renderer/state/ticking.ts';
import type { Opening, Openings } from './openings.ts';
import { firsts } from './openings-connect.ts';
import { glances } from './openings-glance.ts';
import { plans } from './openings-plans.ts';
import { states } from './openings-states.ts';
import { settings } from './openings-settings.ts';
import { views } from './openings-views.ts';
import { changes } from './openings-work.ts';
import { showPage } from './pages.ts';
import { expectFocusSeen, expectInReach, expectNothingCut } from './reach.ts';
import { expectAccessible } from './show.ts';

const themes = ['light', 'dark'] as const;
type Window = Component<{ road: Road; clock: PageClock }>;
type Group = readonly [name: string, window: Window, size: readonly [number, number], of: Openings];

/** Every screen there is: a new one is judged and pictured by being written down here. */
export const screens = {
  schedule: [
    ['view', Editor, [1024, 700], views],
    ['change', Editor, [1024, 700], changes],
    ['plan', Editor, [1024, 700], plans],
  ],
  beside: [
    ['first', Editor, [1024, 700], firsts],
    ['state', Editor, [1024, 700], states],
    ['settings', Settings, [860, 680], settings],
    ['glance', Glance, [360, 440], glances],
  ],
} as const satisfies Record<string, readonly Group[]>;

/** The names of the pictures that screens are compared with. */
export const picturesOf = (groups: readonly Group[]): readonly string[] =>
  groups.flatMap(([group, , , openings]) =>
    Object.keys(openings).flatMap((name) => themes.map((it) => `${slug(group, name)}-${it}`)),
  );

const slug = (group: string, name: string) =>
  `${group}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/** As the page itself shows a theme, without a word from main: there may be none yet. */
function showIn(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['scheme'] = theme;
}

async function openIt(
  window: Window,
  { snapshot, answers, now, open, seen }: Opening,
): Promise<void> {
  const shown = await showPage(window, snapshot, answers, now);
  await open?.(shown.screen, shown);
  await expect.element(seen(shown.screen)).toBeVisible();
}

/** Judges the screens of a file in both themes, as one sees them and as one reaches them. */
export function judge(groups: readonly Group[]): void {
  beforeEach(() => commands.mouse({ kind: 'move', x: 1, y: 1 }));
  describe.each(groups)('%s:', (group, window, size, openings) => {
    test.each(Object.entries(openings))(
      '%s looks as it did in both themes, axe finds nothing, and all is in reach at twice the size',
      async (name, opening) => {
        await page.viewport(...(opening.size ?? size));
        await openIt(window, opening);
        const wrong: (string | null)[] = [];
        for (const theme of themes) {
          showIn(theme);
          await expectAccessible();
          wrong.push(await commands.picture(`${slug(group, name)}-${theme}`, opening.part ?? null));
        }
        expect(wrong).toEqual([null, null]);
        expectNothingCut();
        await expectFocusSeen();
        // A window of 1280 × 800 at a zoom of 200 %, on which the panels open by then are laid out anew.
        if (window !== Glance) await page.viewport(640, 400);
        await expectInReach();
        expectNothingCut();
      },
    );
  });
}
