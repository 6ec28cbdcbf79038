import { describe, expect, test } from 'vitest';
import { faultStage, saved } from '../../support/fault-stage.ts';
import { badReads, through } from '../../support/fault-table.ts';
import { operations } from '../../support/write-operations.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const stage = faultStage();

describe.each(operations)('$name', (operation) => {
  test.each(Object.entries(through))('is saved through %s', async (_, fault) => {
    const ending = await stage.perform(operation, fault(stage));
    await stage.check(operation, ending, saved(operation));
    const call = stage.server.seen(operation.call).at(-1);
    // Chromium and others repeat requests on reused connections only; on a new one this proves nothing.
    expect(call?.nthOnConnection).toBeGreaterThan(1);
  });

  test('is saved while reads lag behind a little', async () => {
    // Long enough for a slow machine too: only the lag may decide.
    await stage.reopen(5_000);
    const act = await operation.prepare(stage.app, stage.server);
    await sleep(100);
    stage.server.lagReads(60);
    await stage.check(operation, await act(), saved(operation));
  });

  const passing = ['500', 'a 502 page', 'a silence', 'a reset', 'half a reply'];
  test.each(passing)('is saved when one read meets %s', async (name) => {
    const act = await operation.prepare(stage.app, stage.server);
    const fault = badReads[name]?.[0](stage);
    if (fault !== undefined) stage.server.next('readSchedule', fault);
    await stage.check(operation, await act(), saved(operation));
  });
});
