import { expect, test } from 'vitest';
import * as v from 'valibot';
import { shortcut as shape } from '../../../core/contract/shapes.ts';
import { attentionText, attentionWord } from '../../../core/text/attention.ts';
import { followShortcut } from '../../../main/shortcut.ts';
import { createStore } from '../../../main/store.ts';
import { aSnapshot } from '../../support/snapshots.ts';

/** A desktop on which some combinations belong to others. */
function setUp(wanted: string | null, taken: readonly string[] = []) {
  const store = createStore(aSnapshot([], { preferences: { shortcut: wanted } }));
  const held = new Map<string, () => void>();
  let presses = 0;
  const end = followShortcut({
    store,
    hotkeys: {
      take(shortcut, pressed) {
        if (taken.includes(shortcut)) return false;
        held.set(shortcut, pressed);
        return true;
      },
      release: (shortcut) => held.delete(shortcut),
    },
    pressed: () => {
      presses += 1;
    },
    changePreferences(parts) {
      store.setPreferences({ ...store.read().preferences, ...parts });
    },
  });
  const want = (shortcut: string | null) => {
    store.setPreferences({ ...store.read().preferences, shortcut });
  };
  return { store, held, want, end, presses: () => presses };
}

test('the wanted shortcut is held from the start, swapped when it changes, and let go at the end', () => {
  const { held, want, end, presses } = setUp('Control+Alt+W');
  held.get('Control+Alt+W')?.();
  expect(presses()).toBe(1);
  want('Super+F2');
  expect([...held.keys()]).toEqual(['Super+F2']);
  want(null);
  expect(held.size).toBe(0);
  want('Super+F2');
  end();
  expect(held.size).toBe(0);
});

test('one that another program holds is told of and no longer wanted, until one works', () => {
  const { store, held, want } = setUp('Control+Alt+W', ['Control+Alt+W']);
  expect(store.read().preferences.shortcut).toBeNull();
  expect(store.read().attention).toEqual([{ kind: 'shortcut', shortcut: 'Control+Alt+W' }]);
  const [attention] = store.read().attention;
  if (attention === undefined) throw new Error('nothing was told');
  expect(attentionWord(attention, String)).toBe('Shortcut Ctrl+Alt+W is not free');
  expect(attentionText(attention, String)).toContain('It was removed');
  want('CommandOrControl+Shift+F2');
  expect([...held.keys()]).toEqual(['CommandOrControl+Shift+F2']);
  expect(store.read().attention).toEqual([]);
});

test.each([
  ['CommandOrControl+Alt+W', true],
  ['Super+F12', true],
  ['Alt+Space', true],
  ['Shift+W', false],
  ['W', false],
  ['Control+Control+W', false],
  ['Control+F25', false],
  ['Control+w', false],
  ['Control+', false],
  ['Control+W+', false],
])('%s is a shortcut: %s', (text, is) => {
  expect(v.safeParse(shape, text).success).toBe(is);
});
