import type { Component } from 'svelte';
import type { TaskKind } from '../state/editor.svelte.ts';
import BulkPanel from './bulk/BulkPanel.svelte';
import ImportPanel from './exchange/ImportPanel.svelte';
import ChangePanel from './proposal/ChangePanel.svelte';

/** The panel of each guided change. */
export const taskPanels: Readonly<Record<TaskKind, Component>> = {
  change: ChangePanel,
  bulk: BulkPanel,
  import: ImportPanel,
};
