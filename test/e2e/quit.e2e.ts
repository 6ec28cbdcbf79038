import { callMain } from '../support/account.ts';
import type { RunningApp } from '../support/app.ts';
import { acme } from '../support/connected.ts';
import { test } from '../support/cut-short.ts';
import { heldOf, writesSeen } from '../support/hundred-changes.ts';
import type { Misbehaving } from '../support/misbehaving/server.ts';
import { expect, scheduleOf } from '../support/open-schedule.ts';

/** Quits from the tray's menu in the middle of a bulk change; how many requests had gone out. */
async function quitInTheMiddle(
  app: RunningApp,
  server: Misbehaving,
  writes: readonly unknown[],
): Promise<number> {
  const window = await scheduleOf(app);
  // The page may go down with the app before it hears the answer.
  callMain(window, 'writes.bulk', { workspaceId: acme, writes }).catch(() => undefined);
  await expect.poll(() => writesSeen(server), { intervals: [5] }).toBeGreaterThanOrEqual(7);
  const child = app.electron.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const slow = { kind: 'delay', ms: 1_500 } as const;
  for (const call of ['createEntry', 'updateEntry', 'deleteEntry'] as const)
    server.always(call, slow);
  const sent = writesSeen(server);
  await app.choose('Quit Watchbill');
  await ended;
  server.heal();
  // The one under way was waited for, and perhaps the one that went out while the menu was opened.
  expect(writesSeen(server) - sent).toBeLessThanOrEqual(2);
  return writesSeen(server);
}

for (const [button, what] of [
  ['Resume', 'exactly the wanted entries'],
  ['Roll back', 'exactly the original entries'],
] as const) {
  test(`quitting in the middle of 100 changes leaves them to the next start, where ${button} ends with ${what}`, async ({
    hundred,
    startApp,
  }) => {
    const { server, writes, before, after } = hundred;
    const sent = await quitInTheMiddle(await startApp(), server, writes);
    expect(sent).toBeLessThan(100);

    const again = await startApp();
    const page = await scheduleOf(again);
    // Nothing goes on by itself.
    await expect(page.getByText(`${sent} of 100 through.`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Keep as it is' })).toBeVisible();
    expect(writesSeen(server)).toBe(sent);
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByText(/was cut short/)).toBeHidden();
    await expect
      .poll(() => heldOf(server), { timeout: 30_000 })
      .toEqual(button === 'Resume' ? after : before);
    await expect(page.getByRole('progressbar', { name: /, progress$/ })).toBeHidden();
    // Each change went out once, and each roll-back of one.
    expect(writesSeen(server)).toBe(button === 'Resume' ? 100 : sent * 2);
  });
}
