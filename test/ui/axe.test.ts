import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Component } from 'svelte';
import type { Road } from '../../renderer/bridge.svelte.ts';
import Editor from '../../renderer/editor/Editor.svelte';
import Glance from '../../renderer/glance/Glance.svelte';
import Settings from '../../renderer/settings/Settings.svelte';
import type { PageClock } from '../../renderer/state/ticking.ts';
import type { Opening } from './support/openings.ts';
import { plans } from './support/openings-plans.ts';
import { states } from './support/openings-states.ts';
import { changes, views } from './support/openings-work.ts';
import { glances, settings } from './support/openings-elsewhere.ts';
import { showPage } from './support/pages.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

/** As the page itself shows a theme, without a word from main: there may be none yet. */
function showIn(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['scheme'] = theme;
}

async function expectNothingFound(
  window: Component<{ road: Road; clock: PageClock }>,
  { snapshot, answers, now, open, seen }: Opening,
): Promise<void> {
  const shown = await showPage(window, snapshot, answers, now);
  await open?.(shown.screen, shown);
  await expect.element(seen(shown.screen)).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    showIn(theme);
    await expectAccessible();
  }
}

describe.each([
  ['view', Editor, views],
  ['change', Editor, changes],
  ['plan', Editor, plans],
  ['state', Editor, states],
  ['page of the settings', Settings, settings],
  ['glance', Glance, glances],
] as const)('axe finds nothing in either theme, %s:', (_, window, openings) => {
  test.each(Object.entries(openings))('%s', async (_, opening) => {
    await expectNothingFound(window, opening);
  });
});
