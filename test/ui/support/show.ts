import axe from 'axe-core';
import { expect } from 'vitest';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import Editor from '../../../renderer/editor/Editor.svelte';
import { showPage, type Answers, type Shown } from './pages.ts';

/** The editor as it opens over a snapshot. */
export function showEditor(
  snapshot?: Snapshot | null,
  answers?: Answers,
  now?: number,
): Promise<Shown> {
  return showPage(Editor, snapshot, answers, now);
}

/** Fails with the rules broken and where, in the theme that is shown. */
export async function expectAccessible(): Promise<void> {
  settleColours();
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  const said = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join(' · ')}`,
  );
  expect(said).toEqual([]);
}

/** Halfway through a transition a colour is neither the old nor the new one, and judged as neither. */
function settleColours(): void {
  const running = () =>
    document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  // The end of one may be the beginning of another: of what inherits from it.
  for (let left = running(); left.length > 0; left = running())
    for (const animation of left) animation.finish();
}
