import { mount } from 'svelte';
import '../../../../renderer/theme/tokens.css';
import '../../../../renderer/theme/base.css';
import type { Snapshot } from '../../../../core/contract/snapshot.ts';
import { roadOver } from '../../../../renderer/bridge.svelte.ts';
import Editor from '../../../../renderer/editor/Editor.svelte';
import { FakeBridge } from '../../../../test/support/fake-bridge.ts';
import { bench } from './lab.ts';
import { now, snapshotOf } from './workload.ts';

let snapshot: Snapshot | null = null;

function query<T extends Element>(kind: new () => T, selector: string): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`nothing at ${selector}`);
  return found;
}

/** The field of the inspector under a label. */
function field(label: string): HTMLInputElement {
  const labels = [...document.querySelectorAll('label')];
  const found = labels.find((it) => it.textContent.trim().startsWith(label));
  const input = found?.control ?? found?.querySelector('input');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
}

// The whole window as it opens; a move is what a person types into the inspector.
bench({
  prepare: (people) => (snapshot = snapshotOf(people)),
  mount(target) {
    if (snapshot === null) throw new Error('nothing is ready');
    const road = roadOver(new FakeBridge(snapshot));
    mount(Editor, { target, props: { road, clock: { now: () => now } } });
  },
  scroller: () => query(HTMLElement, '.timeline'),
  move(quarters) {
    if (document.querySelector('aside[aria-label="Inspector"]') === null) {
      query(HTMLElement, '.timeline .shift').click();
      return;
    }
    const input = field('Ends');
    input.value = `${String(12 + Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
});
