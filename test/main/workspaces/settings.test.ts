import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings, takeSettings } from '../../../main/adapters/settings-file.ts';
import { openSettings } from '../../../main/adapters/settings.ts';
import { defaultSettings } from '../../../main/settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchbill-settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As a start does: the tray from what the file says, the store from what was taken. */
function open() {
  const { settings, setAsideAs } = takeSettings(folder, defaultSettings(), 1_700_000_000_000);
  return { store: openSettings(folder, settings), setAsideAs };
}

test('settings survive a restart, for this user only', () => {
  const { store } = open();
  store.change((all) => ({ ...all, preferences: { ...all.preferences, theme: 'dark' } }));
  expect(open().store.read().preferences.theme).toBe('dark');
  expect(statSync(path.join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
});

test('a file from before there was a shortcut is read on', () => {
  const { preferences, ...rest } = defaultSettings();
  const { shortcut, ...older } = { ...preferences, theme: 'dark' as const };
  expect(shortcut).toBeNull();
  const settings = { ...rest, preferences: older };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ settings }));
  const opened = open();
  expect(opened.setAsideAs).toBeNull();
  expect(opened.store.read().preferences).toEqual({ ...older, shortcut: null });
});

test.each([
  ['empty', ''],
  ['cut off', '{"settings": {"workspaces": ['],
  ['of another shape', '{"settings": {"workspaces": "none"}}'],
  [
    'with an unknown zone',
    JSON.stringify({
      settings: {
        ...defaultSettings(),
        workspaces: [
          {
            ...defaultSettings().workspaces[0],
            interpretation: { zone: 'Mars/Base', weekdayZero: 'sunday', weekOfMonth: 'block' },
          },
        ],
      },
    }),
  ],
])('a file that is %s is set aside and the defaults take over', (_what, text) => {
  writeFileSync(path.join(folder, 'settings.json'), text);
  const opened = open();
  expect(opened.setAsideAs).toBe('settings.damaged-1700000000000.json');
  expect(opened.store.read()).toEqual(defaultSettings());
  expect(readFileSync(path.join(folder, opened.setAsideAs ?? ''), 'utf8')).toBe(text);
  expect(readSettings(folder)).toEqual({ kind: 'read', settings: defaultSettings() });
});

test('whoever only asks learns that a file is missing or damaged, and changes nothing', () => {
  expect(readSettings(folder)).toEqual({ kind: 'missing' });
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(path.join(folder, 'settings.json'), 'null');
  expect(readSettings(folder)).toEqual({ kind: 'damaged' });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});
