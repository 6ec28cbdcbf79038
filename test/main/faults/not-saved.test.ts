import { describe, expect, test } from 'vitest';
import { faultStage, isBulk, saved } from '../../support/fault-stage.ts';
import { lost, refusals, through } from '../../support/fault-table.ts';
import { wordsFor } from '../../support/fault-words.ts';
import { tooMany, status } from '../../support/misbehaving/server.ts';
import { operations } from '../../support/write-operations.ts';

const onWrites = [through, lost, refusals].flatMap((table) => Object.keys(table)).length;
const combinations = operations.length * onWrites;

test(`${onWrites} faults of writes on ${operations.length} operations are ${combinations} combinations`, () => {
  expect(combinations).toBeGreaterThanOrEqual(150);
  // Each has words of its own or is told as saved.
  for (const fault of [...Object.keys(lost), ...Object.keys(refusals)])
    expect(wordsFor({ kind: 'single' }, 'lost', fault), fault).not.toContain('.  ');
});

const stage = faultStage();

describe.each(operations)('$name', (operation) => {
  test.each(Object.entries(lost))(
    'is unknown after %s, and not sent again',
    async (name, fault) => {
      const act = await operation.prepare(stage.app, stage.server);
      const sent = stage.server.seen(operation.call).length;
      stage.server.next(operation.call, fault(stage));
      const ending = await act();
      expect(stage.server.seen(operation.call)).toHaveLength(sent + 1);
      await stage.check(operation, ending, {
        word: 'unknown',
        server: operation.without,
        state: 'unknown',
        pending: ['unknown'],
        said: ['lost', name],
      });
    },
  );

  test.each(Object.entries(refusals))(
    'is refused by %s, and nothing is written',
    async (name, [fault, word]) => {
      await stage.check(operation, await stage.perform(operation, fault()), {
        word,
        server: operation.without,
        state: 'refused',
        pending: [],
        said: ['refused', name],
      });
    },
  );

  test('is paused or refused by 401, the draft is kept', async () => {
    const ending = await stage.perform(operation, status(401));
    const truth = isBulk(operation) ? ['ana 1', 'ana 2', 'ana 4'] : operation.without;
    const state = isBulk(operation) ? 'planned' : 'refused';
    // What was written before the pause is looked for when it goes on.
    const pending = isBulk(operation) ? ['waiting'] : [];
    const said = [isBulk(operation) ? 'paused' : 'refused', '401'] as const;
    await stage.check(operation, ending, {
      word: 'unauthorized',
      server: truth,
      state,
      pending,
      said,
    });
  });

  test('429 sends it again only within a bulk change', async () => {
    const ending = await stage.perform(operation, tooMany('0'));
    if (isBulk(operation)) {
      await stage.check(operation, ending, saved(operation));
    } else {
      await stage.check(operation, ending, {
        word: 'rate-limited',
        server: operation.without,
        state: 'refused',
        pending: [],
        said: ['refused', '429'],
      });
    }
  });
});
