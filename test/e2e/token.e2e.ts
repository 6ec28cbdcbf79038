import type { Page } from '@playwright/test';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { callMain, connect, keychainSecrets } from '../support/account.ts';
import { expect, test } from '../support/app.ts';
import { connectedSettings, writeSettings } from '../support/connected.ts';
import { filesIn, heapOf, processes } from '../support/left-behind.ts';
import { startMisbehaving, startRecorder, status } from '../support/misbehaving/server.ts';

test(
  'the token is in the keychain and nowhere else: no file, log, argument, message or page',
  { tag: '@waits' },
  async ({ startApp, desktop, profile }) => {
    // What may have happened is looked for half a minute.
    test.setTimeout(120_000);
    const token = 'tkn-3f9a61c2e7d84b05';
    const pingHome = await startMisbehaving({ sampleAt: Date.now(), token });
    const account = { base: pingHome.base, token, customer: pingHome.ids.organisation };
    const app = await startApp();
    await app.choose('Connect PingHome…');
    const window = await app.window('editor');
    await window.evaluate(`{
    globalThis.pushed = [];
    for (const name of ['snapshot.changed', 'view.requested', 'writes.progressed'])
      window.watchbill.on(name, (value) => globalThis.pushed.push(JSON.stringify(value)));
  }`);
    await connect(window, account);
    await expect.poll(app.menu).toContain('Up to date');

    // Gateways quote what they refuse.
    for (const code of [501, 422, 403]) {
      const message = `Bearer ${token} may not do this`;
      const errors = [{ field: 'token', path: token, code: token, message: token }];
      pingHome.always('any', status(code, { message, errors }));
      const seen = pingHome.seen('readSchedule').length;
      await app.choose('Refresh now');
      await expect.poll(() => pingHome.seen('readSchedule').length).toBeGreaterThan(seen);
    }
    await expect.poll(app.menu).toContainEqual(expect.stringMatching(/access refused$/));
    const rule = {
      monthsOfYear: [],
      weeksOfMonth: [],
      weekDays: [],
      startTime: '00:00:00',
      endTime: '06:00:00',
      startDate: Date.UTC(2099, 0, 1),
      endDate: Date.UTC(2099, 0, 3),
    };
    const answers = [
      await callMain(window, 'snapshot.read', {}),
      await callMain(window, 'diagnostics.read', {}),
      await callMain(window, 'workspace.test', {
        addresses: { read: account.base, write: account.base, roster: account.base, signIn: '' },
        token,
        customerIds: [account.customer],
      }),
    ];
    pingHome.heal();
    await app.choose('Refresh now');
    await expect.poll(app.menu).toContain('Up to date');
    const { platform: teamId, mira: memberId } = pingHome.ids;
    const workspaceId = (await workspaceIds(window)).find((id) => id !== 'local') ?? '';
    pingHome.next('createEntry', status(403, { message: `Bearer ${token} may not` }));
    answers.push(
      await callMain(window, 'entry.create', { workspaceId, teamId, memberId, rule }),
      await callMain(window, 'snapshot.read', {}),
    );
    const told = status(422, {
      message: `Bearer ${token} may not`,
      errors: [{ field: token, path: `/${token}`, code: token, message: token }],
    });
    pingHome.next('createEntry', told, { kind: 'drop', effect: 'none' });
    const writes = ['a', 'b'].map((entryId) => ({
      kind: 'create',
      entryId,
      teamId,
      memberId,
      rule,
    }));
    answers.push(
      await callMain(window, 'writes.bulk', { workspaceId, writes }),
      await callMain(window, 'writes.history', { workspaceId }),
      await callMain(window, 'snapshot.read', {}),
    );
    expect(JSON.stringify(answers)).toContain('[token]');
    const pushed = (await window.evaluate('globalThis.pushed')) as readonly string[];
    expect(pushed.length).toBeGreaterThan(5);
    expect(
      [JSON.stringify(answers), ...pushed, app.output()].filter((text) => text.includes(token)),
    ).toEqual([]);

    expect(await window.content()).not.toContain(token);
    expect(await window.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).toBe(
      '{}',
    );
    await window.evaluate(`globalThis.planted = 'planted-' + Math.random()`);
    const planted = (await window.evaluate('globalThis.planted')) as string;
    const heap = await heapOf(window);
    expect(heap, 'the heap is read at all').toContain(planted);
    expect(heap.includes(token), 'the token in the heap of the page').toBe(false);

    expect(await keychainSecrets(desktop)).toEqual([token]);
    for (const { pid, text } of processes(app.electron.process().pid ?? 0)) {
      expect(text.includes(token), `arguments and environment of ${pid}`).toBe(false);
    }
    await app.close();
    const files = filesIn(profile);
    expect(files.some((file) => file.endsWith('watchbill.log'))).toBe(true);
    const forms = [token, Buffer.from(token).toString('base64').slice(0, 24)];
    const found = files.filter((file) => {
      const bytes = readFileSync(file);
      return (
        forms.some((form) => bytes.includes(form)) || bytes.includes(Buffer.from(token, 'utf16le'))
      );
    });
    expect(found).toEqual([]);
    for (const name of [
      'settings.json',
      'journal.jsonl',
      'notices.json',
      'schedule.db',
      'logs/watchbill.log',
    ]) {
      const file = path.join(profile, name);
      if (existsSync(file)) expect(statSync(file).mode & 0o077, `others may read ${name}`).toBe(0);
    }
    await pingHome.close();
  },
);

test('a token that goes to another origin goes nowhere', async ({ startApp, desktop, profile }) => {
  const token = 'tkn-77aa61c2e7d84b05';
  const pingHome = await startMisbehaving({ sampleAt: Date.now(), token });
  const elsewhere = await startRecorder();
  const { base, ids } = pingHome;
  writeSettings(profile, connectedSettings({ base, customer: ids.organisation }));
  pingHome.always('any', {
    kind: 'answer',
    status: 307,
    effect: 'none',
    headers: { Location: `${elsewhere.url}/stolen` },
  });
  const app = await startApp();
  await app.choose('Sign in…');
  const window = await app.window('editor');
  await window.getByLabel('PingHome token').fill(token);
  await window.getByRole('button', { name: 'Sign in' }).click();
  await expect(window.getByText('Address has moved')).toBeVisible();
  expect(pingHome.seen('readSchedule').length).toBeGreaterThan(0);
  expect(elsewhere.requests).toEqual([]);
  expect(await keychainSecrets(desktop)).toEqual([token]);
  await elsewhere.close();
  await pingHome.close();
});

async function workspaceIds(window: Page): Promise<readonly string[]> {
  const answer = (await callMain(window, 'snapshot.read', {})) as {
    readonly value: { readonly workspaces: readonly { readonly id: string }[] };
  };
  return answer.value.workspaces.map(({ id }) => id);
}
