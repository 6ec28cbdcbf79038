import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planImport, type WantedEntry } from '../../../core/exchange/file-import.ts';
import type { EditContext } from '../../../core/schedule/edit/command.ts';
import { propose } from '../../../core/schedule/edit/proposal.ts';
import type { Entry } from '../../../core/schedule/model.ts';
import { runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, deepFreeze, inZone } from '../../support/rules.ts';

const context: EditContext = { interpretation: inZone('UTC'), leave: [], ids: 'opaque' };
const monday = aRule({ weekDays: [1] });
const tuesday = aRule({ weekDays: [2] });
const there = deepFreeze([
  anEntry({ id: 'a', teamId: 'T1', memberId: 'Ana', createdAt: 'c1', rule: monday }),
  anEntry({ id: 'b', teamId: 'T1', memberId: 'Ana', createdAt: 'c2', rule: monday }),
  anEntry({ id: 'x', teamId: 'T1', memberId: 'Bob', readOnly: 'no-created-at', rule: tuesday }),
  anEntry({ id: 'o', teamId: 'T2', memberId: 'Ana', createdAt: 'c3', rule: tuesday }),
]);
const wants = (rule = monday, memberId = 'ana', teamId = 't1'): WantedEntry => ({
  teamId,
  memberId,
  rule,
});

describe('a file brought in', () => {
  test('adds only what is not there, each entry that is there counting once', () => {
    const plan = planImport(there, [wants(), wants(), wants(), wants(tuesday)], 'add');
    expect(plan).toMatchObject({ added: 2, kept: 2, deleted: 0 });
    expect(plan.commands).toMatchObject([
      { kind: 'add', teamId: 't1', entries: [{ rule: monday }, { rule: tuesday }] },
    ]);
  });

  test('replacing deletes the rest of its own teams, and nothing that cannot be changed', () => {
    const plan = planImport(there, [wants()], 'replace');
    expect(plan).toMatchObject({ added: 0, kept: 1, deleted: 1 });
    expect(plan.commands).toEqual([{ kind: 'delete', entryIds: ['b'] }]);
  });

  test('of what is there already changes nothing', () => {
    expect(planImport(there, [wants()], 'add').commands).toEqual([]);
    expect(planImport(there, [], 'replace').commands).toEqual([]);
  });

  test('replacing ends with exactly the entries of the file', () => {
    const texts = (list: readonly { memberId: string | null; rule: unknown }[]) =>
      list.map(({ memberId, rule }) => JSON.stringify([memberId, rule])).sort();
    fc.assert(
      fc.property(someEntries(), someEntries(), (have, want) => {
        const saved = inTeam(have);
        const wanted = inTeam(want).map(({ memberId, rule }): WantedEntry => ({
          teamId: 't',
          memberId: memberId ?? '',
          rule,
        }));
        const { commands } = planImport(saved, wanted, 'replace');
        const result = propose(saved, '', commands, context);
        if (result.kind === 'refused') {
          // Rules no write may hold are refused as such, never half brought in.
          expect(['nothing-to-do', 'problems']).toContain(result.refusal.kind);
          if (result.refusal.kind === 'problems' || wanted.length === 0) return;
        }
        const after = result.kind === 'proposed' ? result.proposal.draft.entries : saved;
        if (wanted.length > 0) expect(texts(after)).toEqual(texts(wanted));
      }),
      runs(100),
    );
  });
});

function inTeam(entries: readonly Entry[]): Entry[] {
  return entries.map((entry, n) => ({
    ...entry,
    id: `e${n}`,
    teamId: 't',
    memberId: entry.memberId ?? 'm',
    createdAt: `c${n}`,
    readOnly: null,
  }));
}
