import type { IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import { callChannel, callNames, pushNames } from '../../../core/contract/channels.ts';
import { calls, type Handlers } from '../../../core/contract/ipc.ts';
import { publish } from '../../../main/ipc/publish.ts';
import { FailureError, serveCalls } from '../../../main/ipc/serve.ts';

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const pageEvent = { senderFrame: null } as unknown as IpcMainInvokeEvent;

/** Every call answers with its own name, unless told otherwise. */
function serve(parts: Partial<Record<string, (input: unknown) => unknown>> = {}, trusted = true) {
  let listener: Listener = () => undefined;
  const reports: unknown[] = [];
  const handlers = Object.fromEntries(
    callNames.map((name) => [name, parts[name] ?? (() => name)]),
  ) as unknown as Handlers;
  serveCalls(handlers, {
    ipc: {
      handle(channel, given) {
        expect(channel).toBe(callChannel);
        listener = given as Listener;
      },
    },
    trusted: () => trusted,
    report: (error) => {
      reports.push(error);
      return 'R1';
    },
  });
  return { call: (name: unknown, input: unknown) => listener(pageEvent, name, input), reports };
}

test('the names the preload knows are exactly those of the contract', () => {
  expect([...callNames].sort()).toEqual(Object.keys(calls).sort());
  expect(pushNames).toHaveLength(new Set(pushNames).size);
});

test('a trusted page is answered with the value of its call', async () => {
  expect(await serve().call('snapshot.read', {})).toEqual({ ok: true, value: 'snapshot.read' });
});

test('a page of another origin is refused whatever it asks', async () => {
  const { call } = serve({}, false);
  expect(await call('snapshot.read', {})).toMatchObject({
    ok: false,
    failure: { kind: 'not-allowed' },
  });
});

test.each(['__proto__', 'constructor', 'toString', '', 7, null, { name: 'snapshot.read' }])(
  'the name %j is no call',
  async (name) => {
    expect(await serve().call(name, {})).toMatchObject({
      ok: false,
      failure: { kind: 'not-allowed' },
    });
  },
);

test.each([
  ['sync.refresh', {}],
  ['sync.refresh', { workspaceId: 5 }],
  ['sync.refresh', { workspaceId: 'w', extra: 1 }],
  ['entry.delete', { workspaceId: 'w', teamId: 't', key: { memberId: 'm' } }],
  ['workspace.sign-in', { workspaceId: 'w', token: '' }],
  ['workspace.sign-in-with-password', { workspaceId: 'w', email: ' ', password: 'p' }],
  ['workspace.sign-in-with-password', { workspaceId: 'w', email: 'a@x', password: '' }],
  ['workspace.change', { workspaceId: 'w', interpretation: { zone: '../etc/passwd' } }],
  ['preferences.change', { leadMinutes: [0] }],
  ['preferences.change', { leadMinutes: [30 * 24 * 60 + 1] }],
  ['window.open', { screen: 'https://example.com' }],
])('input that does not fit %s never reaches its handler: %j', async (name, input) => {
  const reached: unknown[] = [];
  const { call } = serve({ [name]: (given) => reached.push(given) });
  expect(await call(name, input)).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
  expect(reached).toEqual([]);
});

test('a refused input is not repeated: it may hold a password or a token', async () => {
  const { call } = serve();
  const secret = 'geheim'.repeat(400);
  for (const [name, input] of [
    ['workspace.sign-in-with-password', { workspaceId: 'w', email: 'a@x', password: secret }],
    ['workspace.sign-in-with-password', { workspaceId: 'w', email: 'a@x', secret }],
    ['workspace.sign-in', { workspaceId: 'w', token: secret.repeat(10) }],
    ['workspace.test', { addresses: secret, token: { signIn: secret }, customerIds: [] }],
  ] as const) {
    const answer = await call(name, input);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-allowed' } });
    expect(JSON.stringify(answer)).not.toContain('geheim');
  }
});

test.each([
  ['http://pinghome.example/v1', false],
  ['http://127.0.0.1:8080/v1', true],
  ['http://localhost:1/v1', true],
  ['http://localhost.evil.example/v1', false],
  ['https://user:secret@pinghome.example/v1', false],
  ['https://pinghome.example/v1?x=1', false],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['https://pinghome.example/v1', true],
])('a token may travel to %s: %s', async (read, allowed) => {
  const address = { read, write: read, roster: '', signIn: '' };
  const { call } = serve();
  const answer = await call('workspace.test', {
    addresses: address,
    token: 't',
    customerIds: [],
  });
  expect(answer).toMatchObject({ ok: allowed });
});

test('a failure of the world crosses as data; a bug is reported and only its reference crosses', async () => {
  const failing = serve({
    'sync.refresh': () => {
      throw new FailureError({ kind: 'unauthorized' });
    },
    'snapshot.read': () => {
      throw new TypeError('token abc is undefined');
    },
  });
  expect(await failing.call('sync.refresh', { workspaceId: null })).toEqual({
    ok: false,
    failure: { kind: 'unauthorized' },
  });
  expect(await failing.call('snapshot.read', {})).toEqual({
    ok: false,
    failure: { kind: 'bug', reference: 'R1' },
  });
  expect(failing.reports).toHaveLength(1);
});

test('a push reaches the windows that are still there', () => {
  const got: unknown[] = [];
  const recipient = (gone: boolean) => ({
    isDestroyed: () => gone,
    send: (channel: string, value: unknown) => got.push([channel, value]),
  });
  const request = { screen: 'schedule', workspaceId: null, teamId: null, at: null } as const;
  publish([recipient(true), recipient(false)], 'view.requested', request);
  expect(got).toEqual([['watchbill:push:view.requested', request]]);
});
