import type { WriteHistory } from '../../core/contract/writes.ts';
import { callMain } from '../support/account.ts';
import type { RunningApp } from '../support/app.ts';
import { acme } from '../support/connected.ts';
import { test } from '../support/cut-short.ts';
import { heldOf, writesSeen } from '../support/hundred-changes.ts';
import { expect, scheduleOf } from '../support/open-schedule.ts';

const runs = process.env['WATCHBILL_DEEP'] === '1' ? 3 : 1;

/** Ends the app as a power cut would: the main process gets no chance to do anything. */
async function kill(app: RunningApp): Promise<void> {
  const child = app.electron.process();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGKILL');
  await ended;
}

for (const [what, whatIsLeft] of [
  ['resume', 'exactly the wanted entries'],
  ['roll-back', 'exactly the original entries'],
] as const) {
  for (let run = 1; run <= runs; run += 1) {
    test(`an app killed in the middle of 100 changes ends with ${whatIsLeft} after ${what}, ${run}`, async ({
      hundred,
      startApp,
    }) => {
      const { server, writes, before, after } = hundred;
      const app = await startApp();
      const window = await scheduleOf(app);
      const cut = 1 + Math.floor(Math.random() * 90);
      const from = writesSeen(server);
      // The page goes down with the app and never hears the answer.
      const answer = callMain(window, 'writes.bulk', { workspaceId: acme, writes }).then(
        () => 'answered',
        () => 'gone',
      );
      const arrived = () => writesSeen(server) - from;
      await expect.poll(arrived, { intervals: [2], timeout: 30_000 }).toBeGreaterThanOrEqual(cut);
      await kill(app);
      expect(await answer).toBe('gone');
      expect(arrived(), `killed after ${cut}`).toBeLessThan(writes.length);

      const again = await startApp();
      const page = await scheduleOf(again);
      const history = (await callMain(page, 'writes.history', { workspaceId: acme })) as {
        readonly value: WriteHistory;
      };
      const [stopped] = history.value.stopped;
      expect(stopped?.progress.total).toBe(writes.length);
      const input = { workspaceId: acme, stepId: stopped?.progress.stepId };
      expect(await callMain(page, `writes.${what}`, input)).toMatchObject({
        ok: true,
        value: { state: 'done' },
      });
      expect(await heldOf(server)).toEqual(what === 'resume' ? after : before);
      await again.close();
    });
  }
}
