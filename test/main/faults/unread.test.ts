import { describe, expect, test } from 'vitest';
import { faultStage, ofRead } from '../../support/fault-stage.ts';
import { badReads } from '../../support/fault-table.ts';
import { operations } from '../../support/write-operations.ts';

const stage = faultStage();

describe.each(operations)('$name', (operation) => {
  test.each(Object.entries(badReads))(
    'is not even sent when the read before it meets %s',
    async (name, [fault, word]) => {
      const act = await operation.prepare(stage.app, stage.server);
      await stage.stirUp();
      const sent = stage.server.requests.filter(({ method }) => method !== 'GET').length;
      stage.server.always('readSchedule', fault(stage));
      const ending = await act();
      expect(stage.server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(sent);
      await stage.check(operation, ending, {
        word,
        server: operation.before,
        state: 'none',
        pending: [],
        said: ['unread', ofRead(name)],
      });
    },
  );
});
