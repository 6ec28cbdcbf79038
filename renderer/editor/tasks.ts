import type { Component } from 'svelte';
import type { TaskKind } from '../state/task.ts';
import ChangePanel from './proposal/ChangePanel.svelte';

/** The panel of each guided change. The forms are only loaded when somebody wants one. */
export const taskPanels: Readonly<Record<TaskKind, () => Promise<{ default: Component }>>> = {
  change: () => Promise.resolve({ default: ChangePanel }),
  bulk: () => import('./bulk/BulkPanel.svelte'),
  import: () => import('./exchange/ImportPanel.svelte'),
  cover: () => import('./plan/CoverPanel.svelte'),
  swap: () => import('./plan/SwapPanel.svelte'),
  rotation: () => import('./rotation/RotationPanel.svelte'),
  leave: () => import('./leave/LeavePanel.svelte'),
};
