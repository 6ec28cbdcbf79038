import type { Component } from 'svelte';
import type { TaskKind } from '../state/editor.svelte.ts';
import ChangePanel from './proposal/ChangePanel.svelte';

/** The panel of each guided change. */
export const taskPanels: Readonly<Record<TaskKind, Component>> = {
  change: ChangePanel,
};
