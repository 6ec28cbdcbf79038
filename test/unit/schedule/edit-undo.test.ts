import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toEntryBody } from '../../../core/contract/entry-body.ts';
import {
  edit,
  isChanged,
  redo,
  startDraft,
  undo,
  type Draft,
} from '../../../core/schedule/edit.ts';
import type { Command, EditContext } from '../../../core/schedule/edit/command.ts';
import { applyEdits, inverse } from '../../../core/schedule/edit/row-edit.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { dateText } from '../../../core/time/civil.ts';
import { dayMs, hourMs } from '../../../core/time/instant.ts';
import { aRuleOf, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { deepFreeze, inZone } from '../../support/rules.ts';

const reading = inZone('America/New_York');
const context: EditContext = { interpretation: reading, leave: [], ids: 'opaque' };

/** A command drawn beforehand that is worked out on the draft it meets. */
type Drawn = (draft: Draft) => Command | null;
const always = (command: fc.Arbitrary<Command>): fc.Arbitrary<Drawn> =>
  command.map((it) => () => it);

const ids = fc.array(fc.constantFrom('e0', 'e1', 'e2', 'e3', 'draft-1', 'draft-2', 'nobody'), {
  minLength: 1,
  maxLength: 3,
});
const member = fc.constantFrom('m1', 'm2', 'm3');
const aDay = fc.integer({ min: 19_000, max: 20_000 });
const span = aDay.map((day) => ({
  kind: 'dates' as const,
  from: dateText(day),
  to: dateText(day + 6),
}));
const rule = aRuleOf().map((it) => ({ ...it, endDate: null }));
const fields = fc.tuple(member, rule).map(([who, it]) => toEntryBody(who, it, reading));
const teamId = 't1';

/** A shift of the draft, a day later, longer, or someone else’s. */
const move = fc
  .record({
    nth: fc.nat(50),
    day: aDay,
    later: fc.constantFrom(0, 24, 3),
    longer: fc.constantFrom(0, 2),
    to: fc.option(member, { nil: null }),
    scope: fc.constantFrom('shift' as const, 'rule' as const),
  })
  .map(({ nth, day, later, longer, to, scope }): Drawn => (draft) => {
    const window = { start: day * dayMs, end: (day + 60) * dayMs };
    const all = shiftsIn(compileSchedule(draft.entries, reading), window, { teamId });
    const found = all[nth % Math.max(all.length, 1)];
    if (found === undefined) return null;
    const { memberId, start, end } = found;
    const place = {
      memberId: to ?? memberId,
      start: start + later * hourMs,
      end: end + (later + longer) * hourMs,
    };
    return { kind: 'move', move: { teamId, from: { memberId, start, end }, to: place, scope } };
  });

const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  always(fc.record({ kind: fc.constant('assign' as const), entryIds: ids, memberId: member })),
  always(fc.record({ kind: fc.constant('delete' as const), entryIds: ids })),
  always(fc.record({ kind: fc.constant('change-rules' as const), entryIds: ids, part: rule })),
  always(fields.map((it) => ({ kind: 'create', teamId, fields: it }))),
  always(
    fc
      .tuple(fc.constantFrom('e0', 'e1', 'draft-1'), fields)
      .map(([entryId, it]) => ({ kind: 'change', entryId, fields: it })),
  ),
  always(
    fc.tuple(member, member, span).map(([covered, by, when]) => ({
      kind: 'cover',
      request: { teamId, covered, by, span: when },
    })),
  ),
  always(
    fc.tuple(span, span).map(([one, other]) => ({
      kind: 'swap',
      teamId,
      one: { memberId: 'm1', span: one },
      other: { memberId: 'm2', span: other },
    })),
  ),
  always(
    aDay.map((day) => ({
      kind: 'make-room',
      teamId,
      stretch: { start: day * dayMs, end: (day + 9) * dayMs },
    })),
  ),
  always(
    fc
      .array(fc.record({ memberId: member, rule }), { minLength: 1, maxLength: 3 })
      .map((entries) => ({ kind: 'add', teamId, entries })),
  ),
  always(fc.constant<Command>({ kind: 'merge-duplicates', teamId })),
  move,
);

const kinds: Readonly<Record<Command['kind'], true>> = {
  create: true,
  change: true,
  'change-rules': true,
  assign: true,
  delete: true,
  cover: true,
  swap: true,
  'make-room': true,
  add: true,
  'merge-duplicates': true,
  move: true,
};

/** Some entries, the first of them twice, so that there is something to merge. */
const withTwins = someEntries(6).map((list) => [
  ...list,
  ...list.slice(0, 1).map((it) => ({ ...it, id: 'twin' })),
]);

test('undo after any commands is identity, and redo brings all of it back', () => {
  const done: Partial<Record<Command['kind'], number>> = {};
  fc.assert(
    fc.property(
      withTwins,
      fc.array(
        fc.oneof(
          { weight: 8, arbitrary: drawn },
          { weight: 1, arbitrary: fc.constant('undo' as const) },
        ),
        { minLength: 6, maxLength: 16 },
      ),
      (list, commands) => {
        const begun = deepFreeze(startDraft(list));
        let draft = begun;
        for (const it of commands) {
          const command = it === 'undo' ? null : it(draft);
          if (it === 'undo') draft = deepFreeze(undo(draft));
          else if (command !== null) {
            const result = edit(draft, command, context);
            if (result.kind === 'done') draft = deepFreeze(result.draft);
          }
        }
        for (const { command, edits, before, after } of draft.past) {
          done[command] = (done[command] ?? 0) + 1;
          const byId = (rows: typeof after) => new Map(rows.map((row) => [row.id, row]));
          expect(byId(applyEdits(after, inverse(edits)))).toEqual(byId(before));
        }
        const { length } = draft.past;
        let back = draft;
        for (let n = 0; n < length; n += 1) back = undo(back);
        expect(back.entries).toEqual(list);
        expect(isChanged(back)).toBe(false);
        let again = back;
        for (let n = 0; n < length; n += 1) again = redo(again);
        expect(again.entries).toEqual(draft.entries);
        expect(again.past).toEqual(draft.past);
      },
    ),
    runs(120),
  );
  for (const kind of Object.keys(kinds) as Command['kind'][])
    expect(done[kind] ?? 0, kind).toBeGreaterThanOrEqual(enough(2) - 1);
});
