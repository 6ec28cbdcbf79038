import type { Component } from 'svelte';
import { render } from 'vitest-browser-svelte';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import { roadOver, type Road } from '../../../renderer/bridge.svelte.ts';
import type { PageClock } from '../../../renderer/state/ticking.ts';
import '../../../renderer/theme/base.css';
import '../../../renderer/theme/tokens.css';
import { FakeBridge } from '../../support/fake-bridge.ts';
import { sampleNow, snapshotWith } from '../../support/sample-snapshot.ts';

export type Answers = ConstructorParameters<typeof FakeBridge>[1];

export interface Shown {
  readonly bridge: FakeBridge;
  readonly screen: Awaited<ReturnType<typeof render>>;
}

/** A page as it opens over a snapshot, with its clock held. */
export async function showPage(
  page: Component<{ road: Road; clock: PageClock }>,
  snapshot: Snapshot | null = snapshotWith(),
  answers: Answers = {},
  now = sampleNow,
): Promise<Shown> {
  const bridge = new FakeBridge(snapshot, answers);
  const clock = { now: () => now };
  document.documentElement.lang = 'en';
  document.title = 'Watchbill';
  const screen = await render(page, { props: { road: roadOver(bridge), clock } });
  screen.container.style.height = '100vh';
  return { bridge, screen };
}

/** The same snapshot in a theme. */
export function themed(snapshot: Snapshot, theme: 'light' | 'dark'): Snapshot {
  return { ...snapshot, preferences: { ...snapshot.preferences, theme } };
}
