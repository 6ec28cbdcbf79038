import type { Snapshot } from '../../../core/contract/snapshot.ts';
import Settings from '../../../renderer/settings/Settings.svelte';
import { showPage, type Shown } from './pages.ts';

/** The settings, turned to a page by its names in the side list. */
export async function showSettings(
  names: readonly string[] = [],
  snapshot?: Snapshot,
  answers?: Parameters<typeof showPage>[2],
): Promise<Shown> {
  const shown = await showPage(Settings, snapshot, answers);
  const pages = shown.screen.getByRole('navigation', { name: 'Settings pages' });
  for (const name of names) await pages.getByRole('button', { name, exact: true }).click();
  return shown;
}
