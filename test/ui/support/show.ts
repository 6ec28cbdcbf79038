import axe from 'axe-core';
import { expect } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import { roadOver } from '../../../renderer/bridge.svelte.ts';
import Editor from '../../../renderer/editor/Editor.svelte';
import '../../../renderer/theme/base.css';
import '../../../renderer/theme/tokens.css';
import { FakeBridge } from '../../support/fake-bridge.ts';
import { sampleNow, snapshotWith } from '../../support/sample-snapshot.ts';

type Answers = ConstructorParameters<typeof FakeBridge>[1];

/** The editor as it opens over a snapshot, with its clock held. */
export async function showEditor(
  snapshot: Snapshot | null = snapshotWith(),
  answers: Answers = {},
): Promise<{ bridge: FakeBridge; screen: Awaited<ReturnType<typeof render>> }> {
  const bridge = new FakeBridge(snapshot, answers);
  const clock = { now: () => sampleNow };
  document.documentElement.lang = 'en';
  document.title = 'Watchbill';
  document.documentElement.style.height = '100%';
  const screen = await render(Editor, { props: { road: roadOver(bridge), clock } });
  screen.container.style.height = '100vh';
  return { bridge, screen };
}

/** Fails with the rules broken and where, in the theme that is shown. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'page-has-heading-one': { enabled: false } },
  });
  const said = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join(' · ')}`,
  );
  expect(said).toEqual([]);
}
