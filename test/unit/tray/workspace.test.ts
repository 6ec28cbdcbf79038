import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../core/schedule/model.ts';
import { inOneGo } from '../../../core/schedule/steps.ts';
import { trayView } from '../../../core/tray/view.ts';
import { readyInSteps, watch } from '../../../core/tray/workspace.ts';
import { aReading, anInstant, runs, someEntries } from '../../support/arbitrary.ts';
import { anEntry, aRule, inZone } from '../../support/rules.ts';
import { aSnapshot, aWorkspace, at } from '../../support/snapshots.ts';

const now = '2026-06-01T12:00:00Z';
const workspaceOf = (entries: readonly Entry[], interpretation = inZone('UTC')) => ({
  ...aWorkspace([], now),
  entries,
  interpretation,
});
const copies = (entries: readonly Entry[]): Entry[] => entries.map((entry) => ({ ...entry }));
const scheduleOf = (entries: readonly Entry[]) => watch(workspaceOf(entries))?.schedule ?? null;

describe('a workspace made ready in steps', () => {
  test('shows what it shows without, whatever was there before', () => {
    const pairs = fc.record({ entries: someEntries(), added: someEntries(3), reading: aReading() });
    fc.assert(
      fc.property(pairs, anInstant(), ({ entries, added, reading }, t) => {
        const renamed = added.map((entry) => ({ ...entry, id: `new-${entry.id}` }));
        // One in three is gone, one in three is as it was, one in three has another rule.
        const later = entries.flatMap((entry, i) =>
          i % 3 === 0 ? [] : i % 3 === 1 ? [entry] : [{ ...entry, rule: aRule() }],
        );
        const next = [...later, ...renamed];
        const first = workspaceOf(entries, reading);
        const second = workspaceOf(next, reading);
        inOneGo(readyInSteps(first, [], t));
        inOneGo(readyInSteps(second, entries, t));
        const plain = workspaceOf(copies(next), reading);
        const view = (workspace: typeof plain) => trayView(aSnapshot([workspace]), t);
        expect(view(second)).toEqual(view(plain));
      }),
      runs(60),
    );
  });

  test('keeps what no change touched, so that only the rest is computed anew', () => {
    const entries = ['m1', 'm2', 'm3'].map((memberId) => anEntry({ id: memberId, memberId }));
    const [first, second] = entries;
    if (first === undefined || second === undefined) throw new Error('three were made');
    inOneGo(readyInSteps(workspaceOf(entries), [], at(now)));
    const later = { ...second, rule: aRule({ startTime: '09:00:00' }) };
    const changed = entries.map((entry) => (entry === second ? later : entry));
    inOneGo(readyInSteps(workspaceOf(changed), entries, at(now)));
    const [before, after] = [scheduleOf(entries), scheduleOf(changed)];
    expect(after?.duties[0]).toBe(before?.duties[0]);
    expect(after?.duties[1]).not.toBe(before?.duties[1]);
    expect(after?.duties[1]?.entries[0]?.entry).toBe(later);
  });

  test('takes many steps for many entries, and none for a zone nobody knows', () => {
    const many = Array.from({ length: 2_000 }, (_, i) =>
      anEntry({ id: `e${i}`, memberId: `m${i % 40}`, rule: aRule({ endDate: at(now) }) }),
    );
    const count = (zone: string) =>
      [...readyInSteps(workspaceOf(many, inZone(zone)), [], at(now))].length;
    expect(count('Europe/Berlin')).toBeGreaterThan(40);
    expect(count('Mars/Base')).toBe(0);
  });
});
