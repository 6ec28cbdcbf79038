import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../core/contract/snapshot.ts';
import { answer, needsCache, type Answer, type Known } from '../../../core/cli/answer.ts';
import { parseCommand } from '../../../core/cli/command.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import {
  aDuty,
  aRead,
  aSnapshot,
  aWorkspace,
  at,
  payments,
  platform,
} from '../../support/snapshots.ts';

const now = at('2026-11-24T05:48:00Z');
const readAt = '2026-11-24T05:47:00Z';
const always = { platform: { kind: 'always', people: 1 } } as const;
const entries = [
  aDuty('ana', '2026-11-23T09:00Z', '2026-11-24T09:00Z'),
  aDuty('jonas', '2026-11-24T09:00Z', '2026-11-28T00:00Z'),
  aDuty('mira', '2026-11-28T15:00Z', '2026-12-05T09:00Z'),
];

function ask(line: string, snapshot: Snapshot | Known['kind']): Answer | null {
  const known: Known =
    typeof snapshot === 'string'
      ? { kind: snapshot === 'unreadable' ? 'unreadable' : 'missing' }
      : { kind: 'cached', snapshot };
  return answer(parseCommand(line === '' ? [] : line.split(' ')), known, '0.1.0', now);
}

const team = aWorkspace(entries, readAt, { contracts: always, me: 'mira' });
const world = aSnapshot([team]);

describe('the command line', () => {
  test.each([
    ['', { kind: 'app' }],
    ['watchbill://team/1?at=2', { kind: 'app' }],
    ['--no-sandbox --hidden', { kind: 'app' }],
    ['--who', { kind: 'who', json: false }],
    ['--no-sandbox --who --json --user-data-dir=/x', { kind: 'who', json: true }],
    ['--next me', { kind: 'next' }],
    ['--next=me', { kind: 'next' }],
    ['--check', { kind: 'check', team: null, days: 7 }],
    ['--check --days 30 --team Platform', { kind: 'check', team: 'Platform', days: 30 }],
    ['--check --team=Platform --days=1', { kind: 'check', team: 'Platform', days: 1 }],
    ['--version', { kind: 'version' }],
    ['-h', { kind: 'help' }],
    ['--json --who', { kind: 'who', json: true }],
    ['--team Platform --days=3 --check', { kind: 'check', team: 'Platform', days: 3 }],
    ['/opt/app . --days 3 --check --team T', { kind: 'check', team: 'T', days: 3 }],
  ])('"%s" is understood', (line, command) => {
    expect(parseCommand(line === '' ? [] : line.split(' '))).toEqual(command);
  });

  test.each([
    '--who --jsno',
    '--days 3 --who',
    '--json --check',
    '--days 0 --check',
    '--who me',
    '--next',
    '--next you',
    '--check --days 0',
    '--check --days 367',
    '--check --days x',
    '--check --days',
    '--check --team',
    '--check Platform',
  ])('"%s" is refused with a reason and exit code 2', (line) => {
    const refused = ask(line, world);
    expect(refused?.exitCode).toBe(2);
    expect(refused?.stderr).toMatch(/^watchbill: .+ See watchbill --help\.\n$/);
    expect(refused?.stdout).toBe('');
  });

  test('version and help need no cache, questions do', () => {
    expect(ask('--version', 'missing')).toEqual({
      stdout: 'watchbill 0.1.0\n',
      stderr: '',
      exitCode: 0,
    });
    expect(ask('--help', 'missing')?.stdout).toContain('--check [--team T] [--days N]');
    expect(
      ['--who', '--version', '--help', ''].map((line) => needsCache(parseCommand([line]))),
    ).toEqual([true, false, false, false]);
    expect(ask('', 'missing')).toBeNull();
  });

  test.each(['--who', '--next me', '--check'])(
    '%s without a cache says to open Watchbill once',
    (line) => {
      expect(ask(line, 'missing')).toEqual({
        stdout: '',
        stderr: 'watchbill: Nothing is known yet: open Watchbill once.\n',
        exitCode: 2,
      });
      expect(ask(line, 'unreadable')?.exitCode).toBe(2);
      expect(ask(line, aSnapshot([aWorkspace([], readAt, { read: aRead(null) })]))?.exitCode).toBe(
        2,
      );
    },
  );
});

describe('--who', () => {
  test('prints what the tray says', () => {
    expect(ask('--who', world)).toEqual({
      stdout:
        'Ana Pires is on call · Platform\n  until Tue 24 Nov 09:00\n  next: Jonas Weber, Tue 09:00\n',
      stderr: '',
      exitCode: 0,
    });
  });

  test('says how old it is when it is not fresh', () => {
    const old = aSnapshot([{ ...team, read: aRead(at('2026-11-23T20:00Z')) }]);
    expect(ask('--who', old)?.stdout).toMatch(
      /\n\(as of Mon 23 Nov 20:00 · computed from saved rules\)\n$/,
    );
  });

  test('prints JSON that a status bar can show and a script can read', () => {
    const said = ask('--who --json', world)?.stdout ?? '';
    expect(said.endsWith('}\n')).toBe(true);
    expect(JSON.parse(said)).toMatchObject({
      text: 'Ana Pires until Tue 09:00',
      tooltip: 'Ana Pires · Platform until Tue 24 Nov 09:00',
      class: ['someone'],
      now: '2026-11-24T05:48:00.000Z',
      workspaces: [
        {
          state: 'fresh',
          readAt: '2026-11-24T05:47:00.000Z',
          myNextShift: { teamId: 'platform', start: '2026-11-28T15:00:00.000Z' },
          teams: [
            {
              name: 'Platform',
              known: true,
              onCall: [
                { id: 'ana', name: 'Ana Pires', me: false, until: '2026-11-24T09:00:00.000Z' },
              ],
              next: { at: '2026-11-24T09:00:00.000Z', names: ['Jonas Weber'], sure: true },
              gap: { start: '2026-11-28T00:00:00.000Z', end: '2026-11-28T15:00:00.000Z' },
            },
          ],
        },
      ],
    });
  });
});

describe('--next me', () => {
  const asked = (me: string | null, read = aRead(at(readAt))) =>
    ask('--next me', aSnapshot([{ ...team, me, read }]));

  test('prints my next shift, and first the one I am in', () => {
    expect(asked('mira')?.stdout).toBe('Sat 28 Nov 15:00 – Sat 5 Dec 09:00 · Platform\n');
    expect(asked('ana')?.stdout).toBe('on call now, until Tue 24 Nov 09:00 · Platform\n');
  });

  test('with no shift says so, but only from whole entries', () => {
    expect(asked('zoe')).toEqual({ stdout: 'no shift planned\n', stderr: '', exitCode: 0 });
    expect(
      asked('zoe', aRead(at(readAt), { incomplete: [{ kind: 'more-pages' }] }))?.exitCode,
    ).toBe(2);
  });

  test('needs to know who I am', () => {
    expect(asked(null)).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('--check', () => {
  test('exits 1 on a gap against a contract and names it', () => {
    expect(ask('--check', world)).toEqual({
      stdout: 'Platform: gap Sat 28 Nov 00:00 – 15:00\n',
      stderr: '',
      exitCode: 1,
    });
    expect(ask('--check --team PLATFORM --days 2', world)).toEqual({
      stdout: 'Platform: no gap in 2 days\n',
      stderr: '',
      exitCode: 0,
    });
  });

  test('a gap beyond the days asked for is named as such', () => {
    expect(ask('--check --days 30', world)?.stdout).toBe(
      'Platform: gap Sat 28 Nov 00:00 – 15:00\n' +
        'Platform: gap from Sat 5 Dec 09:00, beyond Thu 24 Dec 05:48\n',
    );
  });

  test('without a contract says so and exits 0', () => {
    const two = aSnapshot([{ ...team, teams: [platform, payments] }]);
    expect(ask('--check --team payments', two)).toMatchObject({
      stdout: 'Payments: no contract\n',
      exitCode: 0,
    });
    expect(ask('--check', two)).toMatchObject({ exitCode: 1 });
  });

  test('exits 2 where it can’t be told', () => {
    const part = {
      ...team,
      read: aRead(at(readAt), { incomplete: [{ kind: 'more-pages' }] }),
    } as const;
    expect(ask('--check', aSnapshot([part]))).toMatchObject({ exitCode: 2 });
    expect(ask('--check --team nowhere', world)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test.each([
    ['member', { memberId: null }],
    ['team', { teamId: null }],
  ])('claims no gap while an entry without a %s lasts', (_, parts) => {
    const doubtful = (to: string) => [
      ...entries,
      aDuty('ana', '2026-11-27T00:00Z', `2026-11-${to}`, parts),
    ];
    const check = (rows: readonly Entry[]) =>
      ask('--check --team Platform', aSnapshot([{ ...team, entries: rows }]));
    expect(check(doubtful('29T00:00Z'))).toMatchObject({
      stdout: 'Platform: not known, an entry names no member or no team\n',
      exitCode: 2,
    });
    expect(check(doubtful('28T12:00Z'))).toMatchObject({
      stdout: 'Platform: gap Sat 28 Nov 12:00 – 15:00\n',
      exitCode: 1,
    });
  });

  test('an old but whole read still counts', () => {
    const old = {
      ...team,
      read: aRead(at('2026-11-20T00:00Z'), { failure: { kind: 'offline', detail: '' } }),
    } as const;
    expect(ask('--check', aSnapshot([old]))).toMatchObject({ exitCode: 1 });
  });
});
