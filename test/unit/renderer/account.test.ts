import { expect, test } from 'vitest';
import { addressPresets } from '../../../core/contract/pinghome.ts';
import { readNames } from '../../../core/exchange/names.ts';
import { checkAccess, noAccess } from '../../../renderer/account/access.ts';
import {
  addressesOf,
  checkAddresses,
  choiceOf,
  usualAddresses,
} from '../../../renderer/account/addresses.ts';
import {
  likelyTeams,
  teamOptions,
  watchedIds,
  watchingError,
  watchingNothing,
  whoOptions,
} from '../../../renderer/editor/connect/watching.ts';
import { nameLines, previewOf } from '../../../renderer/settings/workspace/names.ts';
import { workspaceWith } from '../../support/sample-snapshot.ts';

const { teams, members } = workspaceWith();
const roster = { me: 'A-SAM', teams, members };

test('addresses in use are known as the public form they are, or as own ones', () => {
  expect(choiceOf(addressPresets.B).preset).toBe('B');
  const own = { ...addressPresets.B, signIn: '' };
  expect(choiceOf(own)).toEqual({ preset: 'own', own });
  expect(addressesOf({ preset: 'own', own: { ...own, read: ' https://r ' } }).read).toBe(
    'https://r',
  );
  expect(addressesOf(usualAddresses)).toEqual(addressPresets.A);
});

test('only roster and sign-in may be blank, and nothing may travel in the clear', () => {
  const own = { read: '', write: 'http://w.example', roster: ' ', signIn: '' };
  expect(Object.keys(checkAddresses({ preset: 'own', own }))).toEqual(['read', 'write']);
  expect(checkAddresses({ preset: 'A', own })).toEqual({});
  const local = { ...own, read: 'http://127.0.0.1:1/v1', write: 'https://w.example' };
  expect(checkAddresses({ preset: 'own', own: local })).toEqual({});
});

test('what is missing to get in depends on the way', () => {
  expect(Object.keys(checkAccess(noAccess))).toEqual(['token']);
  expect(Object.keys(checkAccess({ ...noAccess, way: 'password' }))).toEqual(['email', 'password']);
  expect(checkAccess({ ...noAccess, way: 'password', email: 'a@b', password: ' ' })).toEqual({});
});

test('one’s own teams are proposed, or the only one; never one whose members are not known', () => {
  expect([...likelyTeams(roster)]).toEqual(['t-platform']);
  expect([...likelyTeams({ ...roster, me: null })]).toEqual([]);
  expect([...likelyTeams({ ...roster, me: null, teams: teams.slice(1) })]).toEqual(['t-payments']);
  const bare = [{ id: 't', name: 'T', memberIds: [] }];
  expect([...likelyTeams({ ...roster, me: null, teams: bare })]).toEqual([]);
  expect(teamOptions({ ...roster, teams: bare })).toMatchObject([{ disabled: true }]);
  expect(teamOptions(roster).map(({ label }) => label)).toEqual(['Platform (yours)', 'Payments']);
});

test('whom to watch is every member of the chosen teams and every id typed, once', () => {
  const watching = { teamIds: new Set(['t-payments']), typed: 'A-LEA, c-1' };
  expect(watchedIds(watching, roster)).toEqual(['a-lea', 'a-tomas', 'a-noor', 'c-1']);
  expect(watchedIds(watching, null)).toEqual(['A-LEA', 'c-1']);
  expect(watchingError(watchingNothing, roster)).toMatch(/^Choose a team/);
  expect(watchingError(watchingNothing, null)).toMatch(/^Give at least one/);
  const many = Array.from({ length: 501 }, (_, i) => `c-${i}`).join(' ');
  expect(watchingError({ ...watchingNothing, typed: many }, roster)).toMatch(/^At most 500/);
});

test('whoever signed in is a choice even where the roster does not list them', () => {
  const values = (me: string) => whoOptions(roster, me, 'en').map(({ value }) => value);
  expect(values('c-77').slice(0, 2)).toEqual(['', 'c-77']);
  expect(values('a-sam')).toHaveLength(members.length + 1);
  expect(whoOptions(null, '', 'en')).toHaveLength(1);
});

test('names are told apart by where they come from, those that lack one first', () => {
  const things = [
    { id: 'b', name: 'Bo' },
    { id: 'X-9', name: 'x-9' },
    { id: 'a', name: 'Ana' },
  ];
  expect(nameLines(things, { A: 'Ana' }, 'en')).toEqual([
    { id: 'X-9', name: 'x-9', origin: 'none' },
    { id: 'a', name: 'Ana', origin: 'hand' },
    { id: 'b', name: 'Bo', origin: 'roster' },
  ]);
});

test('an import says what is new, as now, waiting and skipped, or why there is nothing', () => {
  const preview = previewOf(
    workspaceWith(),
    readNames('A-ANA,Ana P.\nt-payments,Payments\nx,Y\nz'),
  );
  expect(preview).toEqual({
    lines: [
      { row: 1, id: 'A-ANA', name: 'Ana P.', now: 'Ana Pires' },
      { row: 2, id: 't-payments', name: 'Payments', now: 'Payments' },
      { row: 3, id: 'x', name: 'Y', now: null },
    ],
    same: 1,
    unknown: 1,
    problems: ['Row 4: there is no name; skipped.'],
  });
  expect(previewOf(workspaceWith(), readNames('[]'))).toHaveProperty('error');
});
