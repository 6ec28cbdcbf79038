import { describe, expect, test } from 'vitest';
import { loadOf } from '../../../core/schedule/load.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { watch } from '../../../core/tray/workspace.ts';
import { bulkCommands, untouched } from '../../../renderer/editor/bulk/bulk.ts';
import { exported } from '../../../renderer/editor/exchange/export.ts';
import {
  fitPeople,
  kindOf,
  likelyMember,
  readFile,
} from '../../../renderer/editor/exchange/reading.ts';
import { rowProblemTexts } from '../../../renderer/editor/exchange/words.ts';
import { loadCsv } from '../../../renderer/editor/load/export.ts';
import {
  people,
  sampleEntries,
  sampleNow,
  teams,
  workspaceWith,
} from '../../support/sample-snapshot.ts';

const workspace = workspaceWith();
const { interpretation } = workspace;
const window = { start: sampleNow, end: sampleNow + 28 * dayMs };

function watched() {
  const made = watch(workspace);
  if (made === null) throw new Error('no such zone');
  return made;
}

const choice = { teamId: undefined, horizon: window, now: sampleNow } as const;

describe('a file in and out', () => {
  test('is known by how it begins', () => {
    expect(kindOf('\uFEFFBEGIN:VCALENDAR\r\n')).toBe('ics');
    expect(kindOf('  {"format":1}')).toBe('json');
    expect(kindOf('team_id,team_member_id\n')).toBe('csv');
  });

  test.each(['json', 'csv'] as const)('comes back from %s as the entries it was', (kind) => {
    const content = readFile(exported(watched(), { ...choice, kind }), interpretation, window);
    if (content.kind !== 'entries') throw new Error(content.kind);
    expect(content.problems).toEqual([]);
    const owners = ({ teamId, memberId }: { teamId: string | null; memberId: string | null }) =>
      `${teamId ?? ''} ${memberId ?? ''}`;
    expect(content.entries.map(owners)).toEqual(sampleEntries.map(owners));
  });

  test('a team’s calendar comes back as entries that say the same shifts', () => {
    const text = exported(watched(), { ...choice, kind: 'ics', teamId: teams.payments });
    const content = readFile(text, interpretation, window);
    if (content.kind !== 'people') throw new Error(content.kind);
    expect(content.people.map((it) => likelyMember(it, workspace.members)).sort()).toEqual(
      [people.lea.id, people.noor.id, people.tomas.id].sort(),
    );
    const fit = fitPeople(content.people, (label) => label, interpretation);
    const back = compileSchedule(
      (fit?.entries ?? []).map((entry, n) => ({
        ...entry,
        id: `n${n}`,
        teamId: teams.payments,
        createdAt: null,
        readOnly: null,
        notes: [],
        extra: {},
        etag: null,
      })),
      interpretation,
    );
    const times = (schedule: typeof back) =>
      shiftsIn(schedule, window, { teamId: teams.payments }).map((it) => [
        it.memberId,
        it.start,
        it.end,
      ]);
    expect(times(back)).toEqual(times(watched().schedule));
  });

  test('people are found by whole name or address, never by a part of one', () => {
    const person = (label: string, address: string | null = null) => ({
      ...{ label, isMemberId: false, address, intervals: [] },
    });
    expect(likelyMember(person('ana pires'), workspace.members)).toBe(people.ana.id);
    expect(likelyMember(person('ANA@example.org'), workspace.members)).toBe(people.ana.id);
    expect(likelyMember(person('Ana'), workspace.members)).toBeNull();
    expect(likelyMember(person('Ána Pires on call'), workspace.members)).toBe(people.ana.id);
    expect(likelyMember(person('Boss', 'ana@example.org'), workspace.members)).toBe(people.ana.id);
    expect(likelyMember(person('Boss', 'boss@example.org'), workspace.members)).toBeNull();
  });

  test.each([
    ['{"a": 1}', 'unknown_format'],
    ['BEGIN:VCALENDAR\nnonsense', 'unreadable'],
    ['a,b\n1,2', 'unknown_format'],
  ])('%j is refused as %s', (text, reason) => {
    expect(readFile(text, interpretation, window)).toEqual({ kind: 'refused', reason });
  });

  test('rows in doubt are told, the first five in full', () => {
    const problem = {
      field: 'start_time',
      path: '/start_time',
      code: 'invalid_time',
      severity: 'error',
    } as const;
    const texts = rowProblemTexts([1, 2, 3, 4, 5, 6, 7].map((row) => ({ row, problem })));
    expect(texts).toHaveLength(6);
    expect(texts[0]).toMatch(/^Row 1: Starts/);
    expect(texts[5]).toBe('And 2 problems more.');
  });
});

describe('a change to many', () => {
  const table = zoneTable('Europe/Lisbon');

  test('touches only what was filled in', () => {
    expect(bulkCommands(['a'], untouched, table)).toEqual([]);
    expect(bulkCommands(['a'], { ...untouched, startTime: '8', memberId: 'm' }, table)).toEqual([
      { kind: 'change-rules', entryIds: ['a'], part: { startTime: '08:00:00' } },
      { kind: 'assign', entryIds: ['a'], memberId: 'm' },
    ]);
  });

  test('dates are whole days of the schedule zone', () => {
    const fields = { ...untouched, from: '2026-07-01', until: '2026-07-31' };
    expect(bulkCommands(['a'], fields, table)).toMatchObject([
      {
        part: {
          startDate: Date.UTC(2026, 5, 30, 23),
          endDate: Date.UTC(2026, 6, 31, 22, 59, 59),
        },
      },
    ]);
  });
});

test('the load as a table has real hours, and no cell a spreadsheet would run', () => {
  const report = loadOf(
    watched().schedule,
    { start: sampleNow, end: sampleNow + 24 * hourMs },
    {
      memberIds: [people.ana.id],
    },
  );
  const text = loadCsv(report, () => '=cmd()');
  expect(text.split('\r\n')[0]).toMatch(/^member,member_id,hours,nights/);
  expect(text).toContain("'=cmd(),a-ana,15.20,1,");
});
