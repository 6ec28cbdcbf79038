import { describe, expect, test } from 'vitest';
import { faultStage, formOf, isBulk, ofRead } from '../../support/fault-stage.ts';
import { badReads } from '../../support/fault-table.ts';
import { status } from '../../support/misbehaving/server.ts';
import { workspaceId } from '../../support/watched.ts';
import { operations } from '../../support/write-operations.ts';

const stage = faultStage();

describe.each(operations)('$name', (operation) => {
  test('waits to be shown while reads lag behind longer than we look', async () => {
    const act = await operation.prepare(stage.app, stage.server);
    stage.server.freezeReads();
    const ending = await act();
    // A delete that needs an earlier change to be seen is not sent before it is.
    const isHeldBack = operation.name.startsWith('reassignment');
    const truth = isHeldBack ? ['ana 1', 'jonas 1'] : operation.after;
    const pending = isBulk(operation)
      ? ['not-visible-yet', 'not-visible-yet', 'not-visible-yet']
      : ['not-visible-yet'];
    const said = ['lagging', ''] as const;
    const expected = { word: 'waiting', server: truth, state: 'accepted', pending, said };
    await stage.check(operation, ending, expected);
  });

  // What follows the faulty call needs reads too, so only operations of one call are told apart.
  const single = ['create', 'update', 'delete', 'undo of a create'].includes(operation.name);
  test.for(single ? Object.keys(badReads) : [])(
    'waits when no read after it works: %s',
    async (name) => {
      const fault = badReads[name]?.[0];
      const act = await operation.prepare(stage.app, stage.server);
      stage.server.next(operation.call, {
        kind: 'interfere',
        act: () => {
          stage.server.always('readSchedule', fault?.(stage) ?? status(500));
          return Promise.resolve();
        },
      });
      await stage.check(operation, await act(), {
        word: 'waiting',
        server: operation.after,
        state: 'accepted',
        // A refused token ends the looking at once.
        pending: [name === '401' ? 'waiting' : 'not-visible-yet'],
        said: ['unseen', ofRead(name)],
      });
      // With reads back it is found, and nothing is left to decide.
      await expect.poll(() => stage.app.store.workspace(workspaceId)?.pending).toEqual([]);
      expect(stage.app.journal.records().at(-1)?.items[0]?.state).toBe('confirmed');
    },
  );

  test.for(single ? ['a reset'] : [])(
    'lost on the way there and on every read after it, it is found later',
    async () => {
      const act = await operation.prepare(stage.app, stage.server);
      stage.server.next(operation.call, [
        {
          kind: 'interfere',
          act: () => Promise.resolve(stage.server.always('readSchedule', status(500))),
        },
        { kind: 'drop', effect: 'done' },
      ]);
      await stage.check(operation, await act(), {
        word: 'unknown',
        server: operation.after,
        state: 'unknown',
        pending: ['unknown'],
        said: ['blind', formOf(operation) === 'undo' ? '500' : 'a reset'],
      });
      await expect.poll(() => stage.app.store.workspace(workspaceId)?.pending).toEqual([]);
    },
  );
});
