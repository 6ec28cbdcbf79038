import type { Preferences } from '../core/contract/snapshot.ts';
import type { Hotkeys } from './adapters/shortcut.ts';
import type { Store } from './store.ts';

export interface ShortcutPorts {
  readonly store: Store;
  readonly hotkeys: Hotkeys;
  readonly pressed: () => void;
  readonly changePreferences: (parts: Partial<Preferences>) => void;
}

/**
 * Keeps the desktop-wide shortcut as the preferences want it; returns what ends that. One that
 * cannot be had is told of and no longer wanted: a key that silently does nothing is worse than none.
 */
export function followShortcut(ports: ShortcutPorts): () => void {
  const { store, hotkeys } = ports;
  let held: string | null = null;

  function apply(wanted: string | null): void {
    if (wanted === held) return;
    release();
    if (wanted === null) return;
    if (hotkeys.take(wanted, ports.pressed)) {
      held = wanted;
      store.dropAttention('shortcut');
      return;
    }
    ports.changePreferences({ shortcut: null });
    store.addAttention({ kind: 'shortcut', shortcut: wanted });
  }

  function release(): void {
    if (held !== null) hotkeys.release(held);
    held = null;
  }

  apply(store.read().preferences.shortcut);
  const unsubscribe = store.subscribe(({ preferences }) => {
    apply(preferences.shortcut);
  });
  return () => {
    unsubscribe();
    release();
  };
}
