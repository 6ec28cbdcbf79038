import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage } from '../../../core/schedule/coverage.ts';
import { loadOf } from '../../../core/schedule/load.ts';
import type { CoverageContract, Entry, Rule } from '../../../core/schedule/model.ts';
import { onCallAt } from '../../../core/schedule/oncall.ts';
import { planWrites } from '../../../core/schedule/planned-writes.ts';
import { ripple } from '../../../core/schedule/ripple.ts';
import { compileSchedule, replaceEntries } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { merge, subtract } from '../../../core/time/interval.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aReading, aWindow, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, createdAt: `created ${id}`, rule: aRule(rule), ...parts });
const inUtc = (...entries: Entry[]) => compileSchedule(entries, inZone('UTC'));
const span = (it: { start: number; end: number; memberIds?: readonly string[] }): string =>
  `${isoOf(it.start).slice(5, 16)} ${isoOf(it.end).slice(5, 16)} ${(it.memberIds ?? []).join(' ')}`.trim();
// A week from Monday.
const window = { start: at('2024-05-27T00:00:00Z'), end: at('2024-06-03T00:00:00Z') };
const contracts: Record<string, CoverageContract> = { T1: { kind: 'always', people: 1 } };

const first = entry('a', { endDate: at('2024-05-30T00:00:00Z') });
const second = entry('b', { startDate: at('2024-05-30T00:00:00Z') }, { memberId: 'm2' });
const elsewhere = entry('c', {}, { memberId: 'm3', teamId: 't2' });
const saved = inUtc(first, second, elsewhere);

describe('the ripple of a draft', () => {
  it('is still for a draft that changes nothing', () => {
    const same = inUtc({ ...first }, { ...second, rule: { ...second.rule } }, elsewhere);
    const still = { people: [], teams: [], firstChange: null, writes: [] };
    expect(ripple(saved, same, { window, contracts })).toEqual(still);
    expect(ripple(saved, saved, { window, contracts })).toEqual(still);
  });

  it('sees the one entry of several that changed, and refuses more than a hundred years', () => {
    const third = entry('d', { weekDays: [5] });
    const before = inUtc(first, third);
    const after = inUtc(first, { ...third, rule: { ...third.rule, weekDays: [4] } });
    expect(ripple(before, after, { window, contracts }).writes).toHaveLength(1);
    const long = { start: 0, end: 4e15 };
    expect(() => ripple(saved, saved, { window: long, contracts })).toThrow(RangeError);
  });

  it('tells members apart whose ids run into each other', () => {
    const day = { startDate: at('2024-05-28T00:00:00Z'), endDate: at('2024-05-29T00:00:00Z') };
    const next = { startDate: at('2024-05-29T00:00:00Z'), endDate: at('2024-05-30T00:00:00Z') };
    const names = ['a', 'bc', 'ab', 'c'];
    const pair = (one: number, dates: typeof day) =>
      [one, one + 1].map((n) => entry(`${n}`, dates, { memberId: names[n] ?? '' }));
    const [team] = ripple(inUtc(...pair(0, day), ...pair(2, next)), inUtc(), {
      window,
      contracts,
    }).teams;
    expect(team?.overlapsClosed.map((it) => it.memberIds)).toEqual([
      ['a', 'bc'],
      ['ab', 'c'],
    ]);
  });

  it('remembers no window but the one asked about', () => {
    const shorter = { ...first, rule: { ...first.rule, endDate: at('2024-05-29T12:00:00Z') } };
    const draft = replaceEntries(saved, new Set(['a']), [shorter]);
    const changeWithin = (start: number, end: number) =>
      ripple(saved, draft, { window: { start, end }, contracts }).firstChange;
    const { start, end } = window;
    const change = at('2024-05-29T12:00:00Z');
    expect(changeWithin(start, end)).toBe(change);
    expect(changeWithin(start, change)).toBe(null);
    expect(changeWithin(change + hourMs, change + 2 * hourMs)).toBe(change + hourMs);
    expect(changeWithin(start, change + 2 * hourMs)).toBe(change);
  });

  it('shows a gap opened, hours gone, the first moment and the write', () => {
    const shorter = { ...first, rule: { ...first.rule, endDate: at('2024-05-29T12:00:00Z') } };
    const draft = replaceEntries(saved, new Set(['a']), [shorter]);
    const found = ripple(saved, draft, { window, contracts });
    expect(isoOf(found.firstChange ?? 0)).toBe('2024-05-29T12:00:00Z');
    expect(found.teams).toEqual([
      {
        teamId: 't1',
        gapsOpened: [{ start: at('2024-05-29T12:00:00Z'), end: at('2024-05-30T00:00:00Z') }],
        gapsClosed: [],
        overlapsOpened: [],
        overlapsClosed: [],
      },
    ]);
    expect(found.people).toHaveLength(1);
    const [person] = found.people;
    expect(person?.memberId).toBe('m1');
    expect(person?.lost.map((it) => isoOf(it.end))).toEqual(['2024-05-30T00:00:00Z']);
    expect(person?.gained.map((it) => isoOf(it.end))).toEqual(['2024-05-29T12:00:00Z']);
    expect([person?.before.totalMs, person?.after.totalMs]).toEqual([72 * hourMs, 60 * hourMs]);
    expect([person?.before.nights, person?.after.nights]).toEqual([4, 3]);
    expect(found.writes).toEqual([
      {
        kind: 'update',
        entryId: 'a',
        teamId: 't1',
        key: { memberId: 'm1', createdAt: 'created a' },
        base: first.rule,
        rule: shorter.rule,
      },
    ]);
  });

  it('shows an overlap opened, and closed again the other way round', () => {
    const longer = { ...first, rule: { ...first.rule, endDate: at('2024-05-31T00:00:00Z') } };
    const draft = replaceEntries(saved, new Set(['a']), [longer]);
    const [team] = ripple(saved, draft, { window, contracts }).teams;
    expect(team?.overlapsOpened.map(span)).toEqual(['05-30T00:00 05-31T00:00 m1 m2']);
    const [back] = ripple(draft, saved, { window, contracts }).teams;
    expect(back?.overlapsClosed.map(span)).toEqual(['05-30T00:00 05-31T00:00 m1 m2']);
    expect(back?.overlapsOpened).toEqual([]);
  });

  it('calls an overlap of other members another overlap', () => {
    const guest = entry('d', { weekDays: [1] }, { memberId: 'm4' });
    const before = replaceEntries(saved, new Set(), [guest]);
    const after = replaceEntries(before, new Set(['d']), [{ ...guest, memberId: 'm5' }]);
    const [team] = ripple(before, after, { window, contracts }).teams;
    expect(team?.overlapsOpened.map(span)).toEqual(['05-27T00:00 05-28T00:00 m1 m5']);
    expect(team?.overlapsClosed.map(span)).toEqual(['05-27T00:00 05-28T00:00 m1 m4']);
  });

  it('lists a new person, a gone one and both teams of a move', () => {
    const moved = { ...elsewhere, teamId: 't1' };
    const draft = replaceEntries(saved, new Set(['c', 'b']), [moved]);
    const found = ripple(saved, draft, { window, contracts });
    expect(found.people.map((it) => it.memberId)).toEqual(['m2', 'm3']);
    expect(found.people[0]?.after.totalMs).toBe(0);
    expect(found.people[1]).toMatchObject({
      before: { totalMs: 168 * hourMs },
      after: { totalMs: 168 * hourMs },
    });
    expect(found.people[1]?.lost.map((it) => it.teamId)).toEqual(['t2']);
    expect(found.people[1]?.gained.map((it) => it.teamId)).toEqual(['t1']);
    expect(found.teams.map((it) => it.teamId).sort()).toEqual(['t1', 't2']);
    expect(found.writes.map((it) => it.kind)).toEqual(['reassign', 'delete']);
  });

  it('writes where an entry was replaced by one that says the same', () => {
    const twin = { ...first, id: 'a2', createdAt: 'created a2' };
    const found = ripple(saved, inUtc(twin, second, elsewhere), { window, contracts });
    expect(found.firstChange).toBeNull();
    expect(found.writes.map((it) => `${it.kind} ${it.entryId}`)).toEqual(['create a2', 'delete a']);
    const both = ripple(saved, inUtc(first, twin, second, elsewhere), { window, contracts });
    expect(both.writes.map((it) => `${it.kind} ${it.entryId}`)).toEqual(['create a2']);
    const fewer = ripple(inUtc(first, twin), inUtc(first), { window, contracts });
    expect(fewer.people).toHaveLength(1);
  });

  it('lists people by id and their shifts by start, over all teams', () => {
    const late = { weekDays: [3], startTime: '10:00:00', endTime: '11:00:00' };
    const draft = replaceEntries(saved, new Set(), [
      entry('x', late, { memberId: 'm9' }),
      entry('y', { ...late, weekDays: [2] }, { memberId: 'm9', teamId: 't2' }),
      entry('z', late, { memberId: 'm4', teamId: 't2' }),
    ]);
    const found = ripple(saved, draft, { window, contracts });
    expect(found.people.map((it) => it.memberId)).toEqual(['m4', 'm9']);
    expect(found.people[1]?.gained.map(span)).toEqual([
      '05-28T10:00 05-28T11:00',
      '05-29T10:00 05-29T11:00',
    ]);
    const back = ripple(draft, saved, { window, contracts });
    expect(back.people[1]?.lost.map(span)).toEqual([
      '05-28T10:00 05-28T11:00',
      '05-29T10:00 05-29T11:00',
    ]);
    const [team] = found.teams;
    expect(team?.overlapsOpened.map(span)).toEqual(['05-29T10:00 05-29T11:00 m1 m9']);
  });

  it('lists overlaps by start, whoever they are of', () => {
    const short = (id: string, day: number, memberId: string) =>
      entry(id, { weekDays: [day], startTime: '10:00:00', endTime: '11:00:00' }, { memberId });
    const draft = replaceEntries(saved, new Set(), [
      short('p', 1, 'm8'),
      short('q', 2, 'm7'),
      short('r', 3, 'm8'),
    ]);
    const [team] = ripple(saved, draft, { window, contracts }).teams;
    expect(team?.overlapsOpened.map(span)).toEqual([
      '05-27T10:00 05-27T11:00 m1 m8',
      '05-28T10:00 05-28T11:00 m1 m7',
      '05-29T10:00 05-29T11:00 m1 m8',
    ]);
  });

  it('refuses a window of more than a hundred years', () => {
    expect(() => ripple(saved, saved, { window: { start: 0, end: 4e15 }, contracts })).toThrow(
      RangeError,
    );
  });

  it('counts holidays', () => {
    const draft = replaceEntries(saved, new Set(['b']), []);
    const found = ripple(saved, draft, { window, contracts, holidays: ['2024-05-30'] });
    expect(found.people[0]?.before.holidays).toBe(1);
    expect(found.people[0]?.after.holidays).toBe(0);
  });

  it('changes nobody’s hours where only the writing differs', () => {
    const explicit = { ...first, rule: { ...first.rule, weekDays: [0, 1, 2, 3, 4, 5, 6] } };
    const draft = replaceEntries(saved, new Set(['a']), [explicit]);
    const found = ripple(saved, draft, { window, contracts });
    expect(found.firstChange).toBeNull();
    expect(found.people[0]).toMatchObject({ lost: [], gained: [] });
    expect(found.writes.map((it) => it.kind)).toEqual(['update']);
  });

  it('is, for any two lists of entries, the difference of all that was asked apart', () => {
    const contract = { t1: { kind: 'always', people: 1 } } as const;
    fc.assert(
      fc.property(
        someEntries(),
        someEntries(),
        aReading(),
        aWindow(20),
        (a, b, reading, within) => {
          const owned = (list: Entry[]) =>
            deepFreeze(list.filter((it) => it.memberId !== null && it.teamId !== null));
          const before = compileSchedule(owned(a), reading);
          const after = compileSchedule(owned(b), reading);
          const found = ripple(before, after, { window: within, contracts: contract });
          const judged = [before, after].map((it) => coverage(it, 't1', within, contract.t1));
          const team = found.teams.find((it) => it.teamId === 't1');
          const [old, now] = judged.map((it) => it.gaps);
          const doubled = judged.map((it) => it.overlaps);
          for (const [opened, had, has] of [
            [team?.overlapsOpened ?? [], doubled[0] ?? [], doubled[1] ?? []],
            [team?.overlapsClosed ?? [], doubled[1] ?? [], doubled[0] ?? []],
          ] as const) {
            const members = new Set([...opened, ...has].map((it) => it.memberIds.join(' ')));
            for (const who of members) {
              const of = (list: typeof opened) =>
                merge(
                  list
                    .filter((it) => it.memberIds.join(' ') === who)
                    .map(({ start, end }) => ({ start, end })),
                );
              expect(of(opened)).toEqual(subtract(of(has), of(had)));
            }
          }
          expect(team?.gapsOpened ?? []).toEqual(subtract(now ?? [], old ?? []));
          expect(team?.gapsClosed ?? []).toEqual(subtract(old ?? [], now ?? []));
          const listed = new Set(found.people.map((it) => it.memberId));
          const loads = [before, after].map((it) =>
            loadOf(it, within, { memberIds: ['m1', 'm2', 'm3'] }),
          );
          loads[0]?.members.forEach((load, i) => {
            if (!listed.has(load.memberId)) expect(loads[1]?.members[i]).toEqual(load);
          });
          for (const { memberId, ...person } of found.people) {
            const said = loads.map((it) => it.members.find((one) => one.memberId === memberId));
            expect([person.before, person.after].map((it) => ({ memberId, ...it }))).toEqual(said);
          }
          expect(found.writes).toEqual(planWrites(owned(a), owned(b)));
          for (const person of found.people) {
            const alike = (it: { start: number; end: number; teamId: string | null }): string =>
              `${Math.max(it.start, within.start)} ${Math.min(it.end, within.end)} ${it.teamId}`;
            const whose = { memberId: person.memberId };
            const had = shiftsIn(before, within, whose);
            const has = shiftsIn(after, within, whose);
            const said = (list: readonly unknown[]): string[] =>
              list.map((it) => JSON.stringify(it)).sort();
            const without = (list: typeof had, others: typeof had): string[] => {
              const known = new Set(others.map(alike));
              return said(list.filter((it) => !known.has(alike(it))));
            };
            expect(said(person.lost)).toEqual(without(had, has));
            expect(said(person.gained)).toEqual(without(has, had));
          }
          const who = (schedule: typeof before, t: number): string =>
            [...new Set(onCallAt(schedule, t).map((it) => `${it.teamId} ${it.memberId}`))].join();
          if (found.firstChange !== null)
            expect(who(before, found.firstChange)).not.toBe(who(after, found.firstChange));
          const until = found.firstChange ?? within.end;
          for (const it of [...shiftsIn(before, within), ...shiftsIn(after, within)])
            for (const t of [it.start, it.end])
              if (t >= within.start && t < until) expect(who(before, t)).toBe(who(after, t));
          expect(merge([...(team?.gapsOpened ?? [])])).toEqual(team?.gapsOpened ?? []);
        },
      ),
      runs(100),
    );
  });
});

describe('the writes of a draft', () => {
  const rule = aRule({ weekDays: [1] });
  it('create, update, reassign, then delete, each in the order of ids', () => {
    const draft = [
      entry('z', { weekDays: [2] }, { createdAt: null }),
      entry('y', {}, { createdAt: null, memberId: 'm7' }),
      { ...first, memberId: 'm8' },
      { ...second, rule },
    ];
    const writes = planWrites([first, second, elsewhere], draft);
    expect(writes.map((it) => `${it.kind} ${it.entryId}`)).toEqual([
      'create y',
      'create z',
      'update b',
      'reassign a',
      'delete c',
    ]);
    expect(writes[0]).toEqual({
      kind: 'create',
      entryId: 'y',
      teamId: 't1',
      memberId: 'm7',
      rule: aRule(),
    });
    expect(writes[3]).toEqual({
      kind: 'reassign',
      entryId: 'a',
      key: { memberId: 'm1', createdAt: 'created a' },
      base: first.rule,
      rule: first.rule,
      from: { teamId: 't1', memberId: 'm1' },
      to: { teamId: 't1', memberId: 'm8' },
      steps: ['create', 're-read', 'delete'],
    });
    expect(writes[4]).toEqual({
      kind: 'delete',
      entryId: 'c',
      teamId: 't2',
      key: { memberId: 'm3', createdAt: 'created c' },
      base: elsewhere.rule,
    });
  });

  it('lengthen before they shorten, and shorten after a reassignment', () => {
    const office = { startTime: '08:00:00', endTime: '18:00:00', weekDays: [1, 2, 3] };
    const changes: [string, Partial<Rule>, Partial<Rule>][] = [
      ['a shorter', office, { ...office, weekDays: [1, 2] }],
      ['b shorter', {}, { endDate: at('2024-05-01T00:00:59Z') }],
      ['c moved', office, { ...office, weekDays: [2, 3, 4] }],
      ['d longer', office, { ...office, weekDays: [] }],
      ['e longer', office, { ...office, startTime: '07:00:00', endTime: '02:00:00' }],
      [
        'f longer',
        { endDate: at('2024-05-01T00:00:00Z') },
        { endDate: at('2024-05-01T00:00:59Z') },
      ],
      ['g shorter', { weekDays: [] }, { weekDays: [1] }],
      ['h moved', office, { ...office, startTime: '09:00:00', endTime: '19:00:00' }],
      ['i longer', { startDate: 5, weeksOfMonth: [1] }, { startDate: 4, weeksOfMonth: [1] }],
      ['j longer', { monthsOfYear: [1] }, { monthsOfYear: [1, 2] }],
      ['k shorter', { weeksOfMonth: [1, 2] }, { weeksOfMonth: [2] }],
    ];
    const old = changes.map(([id, before]) => entry(id, before));
    const now = changes.map(([id, , after]) => entry(id, after));
    const writes = planWrites([...old, first], [...now, { ...first, memberId: 'm8' }]);
    expect(writes.map((it) => (it.kind === 'update' ? it.entryId : it.kind))).toEqual([
      'd longer',
      'e longer',
      'f longer',
      'i longer',
      'j longer',
      'c moved',
      'h moved',
      'reassign',
      'a shorter',
      'b shorter',
      'g shorter',
      'k shorter',
    ]);
  });

  it('are none for the same entries, whatever the case of ids', () => {
    expect(planWrites([first], [{ ...first, memberId: 'M1', teamId: 'T1' }])).toEqual([]);
  });

  it('see every field of a rule', () => {
    const parts: Partial<Rule>[] = [
      { monthsOfYear: [1] },
      { weeksOfMonth: [1] },
      { weekDays: [1] },
      { startTime: '01:00:00' },
      { endTime: '01:00:00' },
      { startDate: 5 },
      { endDate: 5 },
    ];
    for (const part of parts)
      expect(planWrites([entry('x', {})], [entry('x', part)])).toHaveLength(1);
    expect(
      planWrites([entry('x', { weekDays: [1] })], [entry('x', { weekDays: [2] })]),
    ).toHaveLength(1);
  });

  it('of a read-only entry are a bug', () => {
    expect(() => planWrites([{ ...first, createdAt: null }], [])).toThrow();
    expect(() => planWrites([{ ...first, teamId: null }], [])).toThrow();
    expect(() => planWrites([], [{ ...first, memberId: null }])).toThrow();
  });
});
