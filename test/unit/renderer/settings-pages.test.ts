import * as v from 'valibot';
import { expect, test } from 'vitest';
import { shortcut } from '../../../core/contract/shapes.ts';
import { nextNine } from '../../../renderer/account/nine.ts';
import { pressed, type KeyPress } from '../../../renderer/settings/general/shortcut.ts';
import { leadsWith } from '../../../renderer/settings/notices/leads.ts';
import { placeIn, placeLines, type Place } from '../../../renderer/settings/places.ts';
import { contractText } from '../../../renderer/settings/workspace/contracts.ts';
import { customerLines, withCustomers } from '../../../renderer/account/customers.ts';
import { concerned } from '../../../renderer/settings/workspace/readings.ts';
import { sampleNow, ruleWith, workspaceWith } from '../../support/sample-snapshot.ts';

const key = (part: Partial<KeyPress>): KeyPress => ({
  key: 'w',
  code: 'KeyW',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...part,
});

test.each([
  [key({ ctrlKey: true, altKey: true }), false, 'CommandOrControl+Alt+W'],
  [key({ metaKey: true, shiftKey: true, key: 'W' }), false, 'Super+Shift+W'],
  [key({ metaKey: true }), true, 'CommandOrControl+W'],
  [key({ ctrlKey: true }), true, 'Control+W'],
  // Alt makes another sign of the key on some layouts; a letter that is elsewhere is taken as said.
  [key({ altKey: true, key: '∑' }), true, 'Alt+W'],
  [key({ ctrlKey: true, key: 'z', code: 'KeyW' }), false, 'CommandOrControl+Z'],
  [key({ altKey: true, key: ' ', code: 'Space' }), false, 'Alt+Space'],
  [key({ altKey: true, key: 'F12', code: 'F12' }), false, 'Alt+F12'],
  [key({ ctrlKey: true, key: '5', code: 'Digit5' }), false, 'CommandOrControl+5'],
])('the press %j (mac: %j) is the shortcut %s, which main accepts', (event, mac, wanted) => {
  expect(pressed(event, mac)).toEqual({ kind: 'combination', shortcut: wanted });
  expect(v.is(shortcut, wanted)).toBe(true);
});

test.each([
  [key({}), 'refused'],
  [key({ shiftKey: true, key: 'W' }), 'refused'],
  [key({ ctrlKey: true, key: 'PageUp', code: 'PageUp' }), 'refused'],
  [key({ key: 'Control', code: 'ControlLeft', ctrlKey: true }), 'leave-alone'],
  [key({ key: 'Tab', code: 'Tab', shiftKey: true }), 'leave-alone'],
  [key({ key: 'Escape', code: 'Escape' }), 'leave-alone'],
  [key({ key: 'Backspace', code: 'Backspace' }), 'clear'],
])('the press %j is %s', (event, kind) => {
  expect(pressed(event, false).kind).toBe(kind);
});

const acme = workspaceWith();
const other = workspaceWith({ id: 'w-2', name: 'Other' });
const reading: Place = { kind: 'workspace', workspaceId: 'w-2', part: 'reading' };

test('the side list opens the workspace one is in and marks the page', () => {
  const { workspaces } = placeLines([acme, other], reading);
  expect(workspaces.map(({ label }) => label)).toEqual([
    'Acme',
    'Other',
    'Account',
    'How rules are read',
    'Coverage',
    'Names',
  ]);
  expect(workspaces.filter(({ current }) => current).map(({ place }) => place)).toEqual([reading]);
});

test('the page of a workspace that is gone gives way to the general one', () => {
  expect(placeIn([acme, other], reading)).toBe(reading);
  expect(placeIn([acme], reading)).toEqual({ kind: 'general' });
});

test('customers are known by the roster’s names, whatever the case of their ids', () => {
  const workspace = workspaceWith({ customerIds: ['A-ANA', 'c-9'] });
  expect(customerLines(workspace)).toEqual([
    { id: 'A-ANA', name: 'Ana Pires' },
    { id: 'c-9', name: null },
  ]);
});

test('customers are added once, and no more than 500', () => {
  expect(withCustomers(['a'], ['A', 'b'])).toEqual({ ids: ['a', 'b'] });
  expect(withCustomers(['a'], ['A'])).toHaveProperty('error');
  expect(withCustomers(['a'], [])).toHaveProperty('error');
  const many = Array.from({ length: 500 }, (_, i) => `c-${i}`);
  expect(withCustomers(many, ['one more'])).toHaveProperty('error');
});

test('leads of one team leave those of others alone', () => {
  expect(leadsWith({ a: [60], b: [15] }, 'a', [30])).toEqual({ a: [30], b: [15] });
  expect(leadsWith({ a: [60], b: [15] }, 'a', [])).toEqual({ b: [15] });
});

test.each([
  [undefined, /^Nothing is promised/],
  [{ kind: 'always', people: 2 } as const, /^Two people on call around the clock\.$/],
  [
    {
      kind: 'hours',
      people: 1,
      weekDays: [0, 1, 2, 3, 4, 5, 6],
      startTime: '08:00:00',
      endTime: '08:00:00',
    } as const,
    /^One person on call every day, 08:00 to 08:00 the next day \(Lisbon\)\.$/,
  ],
  [
    {
      kind: 'hours',
      people: 1,
      weekDays: [0, 1],
      startTime: '08:00:00',
      endTime: '18:00:00',
    } as const,
    /^One person on call Mon, Sun, 08:00 to 18:00 \(Lisbon\)\.$/,
  ],
])('the promise %j is said in a sentence', (contract, words) => {
  expect(contractText(contract, 'Europe/Lisbon', 'en-GB')).toMatch(words);
});

test('the example of a zone is nine o’clock of its next day, also over a clock change', () => {
  expect(nextNine('Europe/Lisbon', sampleNow)).toBe(Date.UTC(2026, 10, 24, 9));
  expect(nextNine('Pacific/Auckland', sampleNow)).toBe(Date.UTC(2026, 10, 24, 20));
  const beforeChange = Date.UTC(2026, 9, 24, 20);
  expect(nextNine('Europe/Berlin', beforeChange)).toBe(Date.UTC(2026, 9, 25, 8));
});

test('a reading concerns the rules that name days or weeks', () => {
  const rules = [ruleWith({ weekDays: [1] }), ruleWith({ weeksOfMonth: [1], weekDays: [2] })];
  expect(concerned(rules, 'weekDays')).toBe(2);
  expect(concerned(rules, 'weeksOfMonth')).toBe(1);
});
