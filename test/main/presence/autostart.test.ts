import { expect, test } from 'vitest';
import { attentionText, attentionWord } from '../../../core/text/attention.ts';
import {
  autostartEntry,
  autostartFile,
  followAutostart,
  startsOther,
} from '../../../main/autostart.ts';
import { createStore } from '../../../main/store.ts';
import { aSnapshot } from '../../support/snapshots.ts';

/** A system that keeps what starts at login, on a disk that may refuse. */
function setUp(startAtLogin: boolean) {
  const store = createStore(aSnapshot([], { preferences: { startAtLogin } }));
  const did: string[] = [];
  const disk = { full: false };
  const write = (what: string) => {
    if (disk.full) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    did.push(what);
  };
  const prefer = (parts: { readonly startAtLogin?: boolean }) => {
    store.setPreferences({ ...store.read().preferences, ...parts });
  };
  followAutostart({
    store,
    loginStart: {
      set: (wanted) => {
        write(wanted ? 'set' : 'taken away');
      },
      renew: () => {
        write('renewed');
      },
    },
    changePreferences: prefer,
  });
  return { store, did, disk, want: (is: boolean) => prefer({ startAtLogin: is }) };
}

test('is set and taken away as it is wanted, and made right again at each start', () => {
  const { did, want } = setUp(false);
  expect(did).toEqual([]);
  want(true);
  want(false);
  expect(did).toEqual(['set', 'taken away']);
  expect(setUp(true).did).toEqual(['renewed']);
});

test('a disk that refuses is told of, the switch goes back, and others still hear of the change', () => {
  const { store, did, disk, want } = setUp(false);
  const heard: boolean[] = [];
  store.subscribe(({ preferences }) => heard.push(preferences.startAtLogin));
  disk.full = true;
  want(true);
  expect(did).toEqual([]);
  expect(heard.at(-1)).toBe(false);
  expect(heard).toContain(false);
  expect(store.read().preferences.startAtLogin).toBe(false);
  const [attention] = store.read().attention;
  expect(attention).toEqual({ kind: 'autostart', detail: 'ENOSPC: no space left' });
  if (attention === undefined) throw new Error('nothing was told');
  expect(attentionWord(attention, String)).toBe('Start at login not changed');
  expect(attentionText(attention, String)).toContain('“ENOSPC: no space left”');
  disk.full = false;
  want(true);
  expect(did).toEqual(['set']);
  expect(store.read().attention).toEqual([]);
});

test.each([
  [undefined, '/home/ana/.config/autostart/watchbill.desktop'],
  ['', '/home/ana/.config/autostart/watchbill.desktop'],
  ['here', '/home/ana/.config/autostart/watchbill.desktop'],
  ['/etc/mine', '/etc/mine/autostart/watchbill.desktop'],
])('with %o as the folder of settings the file is %s', (config, file) => {
  expect(autostartFile(config, '/home/ana')).toBe(file);
});

test('a file that starts the program where it was before is told from one that is right', () => {
  const here = { file: '/opt/100% "Watch$bill"', args: ['/some app'] };
  const text = autostartEntry(here);
  expect(text).toContain('Exec="/opt/100%% \\\\"Watch\\\\$bill\\\\"" "/some app"\n');
  expect(startsOther(text, here)).toBe(false);
  expect(startsOther(text, { ...here, file: '/opt/elsewhere' })).toBe(true);
  // Switched off by the desktop's own settings, and left so.
  expect(startsOther(text.replace('enabled=true', 'enabled=false'), here)).toBe(false);
});
