import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { createHandlers, type HandlerPorts } from '../../../main/ipc/handlers.ts';
import { openEngine, type TestEngine } from '../../support/engine.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/watched.ts';

const account = { email: 'ana@example.com', password: 'p4ss-geheim "wört"' };
let service: TestService;
let place: { path: string; remove: () => void };
let vault: MemoryVault;
let app: TestEngine;

beforeEach(async () => {
  service = await startTestService({ account });
  place = temporaryFolder();
  vault = new MemoryVault();
  app = openEngine({ folder: place.path, vault });
});
afterEach(async () => {
  await app.end();
  await service.close();
  place.remove();
});

const addressesOf = (signIn = service.base) => {
  const { base } = service;
  return { read: base, write: base, roster: base, signIn };
};

const named = () => ({
  name: 'Acme',
  addresses: addressesOf(),
  customerIds: [service.customer],
  interpretation: defaultInterpretation,
});

async function connected(token: string, signIn = service.base): Promise<string> {
  const outcome = await app.sessions.connect({ ...named(), addresses: addressesOf(signIn), token });
  if (!outcome.ok) throw new Error(outcome.failure.kind);
  return outcome.value;
}

const workspace = (id: string) => app.store.workspace(id);

/** Until the workspace was read well. */
const read = (id: string) =>
  vi.waitFor(() => {
    expect(workspace(id)?.read).toMatchObject({ failure: null, reading: false });
    expect(workspace(id)?.entries.length).toBeGreaterThan(0);
  });

/** Whether PingHome still honours a token. */
async function isHonoured(token: string | undefined): Promise<boolean> {
  const headers = { authorization: `Bearer ${String(token)}` };
  return (await fetch(`${service.base}/customer`, { headers })).ok;
}

describe('signing in with e-mail and password', () => {
  test('connects without the page ever seeing the token, and keeps no password', async () => {
    const opened = await app.sessions.open({ addresses: addressesOf(), ...account });
    if (!opened.ok) throw new Error(opened.failure.kind);
    const { signIn } = opened.value;
    const token = app.sessions.tokenFor({ signIn }, addressesOf());
    if (!token.ok) throw new Error(token.failure.kind);
    expect(JSON.stringify(opened)).not.toContain(token.value);
    const id = await app.sessions.connect({ ...named(), token: { signIn } });
    if (!id.ok) throw new Error(id.failure.kind);
    await read(id.value);
    expect(vault.items.get(id.value)).toBe(token.value);
    // What was held for the page is let go.
    expect(app.sessions.tokenFor({ signIn }, addressesOf())).toEqual(failed({ kind: 'no-token' }));
    await app.end();
    const told = [app.store.read(), app.settings.read(), [...vault.items]];
    const files = readdirSync(place.path, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'));
    expect(files.length).toBeGreaterThan(1);
    for (const text of [...files, JSON.stringify(told)]) expect(text).not.toContain('p4ss-geheim');
    for (const text of files) expect(text).not.toContain(token.value);
  });

  test('gives a token for the addresses it was asked of and for no others', async () => {
    const opened = await app.sessions.open({ addresses: addressesOf(), ...account });
    if (!opened.ok) throw new Error(opened.failure.kind);
    const { signIn } = opened.value;
    const other = { ...addressesOf(), read: 'https://elsewhere.example/v1' };
    const refused = failed({ kind: 'no-token' });
    expect(app.sessions.tokenFor({ signIn }, other)).toEqual(refused);
    expect(app.sessions.tokenFor({ signIn: 'guessed' }, addressesOf())).toEqual(refused);
    expect(await app.sessions.connect({ ...named(), addresses: other, token: { signIn } })).toEqual(
      refused,
    );
    expect(app.settings.read().workspaces).toHaveLength(1);
  });

  test('that is refused changes nothing', async () => {
    const id = await connected(service.token);
    await read(id);
    const wrong = { email: account.email, password: 'wrong' };
    const refused = failed({ kind: 'unauthorized' });
    expect(await app.sessions.open({ addresses: addressesOf(), ...wrong })).toEqual(refused);
    expect(await app.sessions.signIn({ workspaceId: id, ...wrong })).toEqual(refused);
    expect(vault.items.get(id)).toBe(service.token);
    expect(workspace(id)?.read.failure).toBeNull();
  });

  test('ends the pause of a workspace whose token has expired', async () => {
    const id = await connected('expired');
    await vi.waitFor(() => {
      expect(workspace(id)?.read).toMatchObject({
        paused: true,
        failure: { kind: 'unauthorized' },
      });
    });
    expect(await app.sessions.signIn({ workspaceId: id, ...account })).toMatchObject({ ok: true });
    await read(id);
    expect(await isHonoured(vault.items.get(id))).toBe(true);
  });

  test('is off where the sign-in address is blank', async () => {
    const id = await connected(service.token, '');
    expect(await app.sessions.signIn({ workspaceId: id, ...account })).toMatchObject({
      failure: { kind: 'not-allowed' },
    });
    expect(await app.sessions.signIn({ workspaceId: 'none', ...account })).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});

describe('signing out', () => {
  test('ends the session, empties the keychain, pauses polling and keeps what was read', async () => {
    const id = await connected(service.token);
    await read(id);
    const shown = workspace(id)?.entries;
    expect(await app.sessions.signOut(id)).toEqual({
      ok: true,
      value: { session: 'ended', failure: null },
    });
    expect(await isHonoured(service.token)).toBe(false);
    expect(vault.items.size).toBe(0);
    await vi.waitFor(() => {
      expect(workspace(id)?.read).toMatchObject({ paused: true, failure: { kind: 'no-token' } });
    });
    expect(workspace(id)).toMatchObject({ token: 'missing' });
    expect(workspace(id)?.entries).toBe(shown);
    expect(app.settings.read().workspaces.at(-1)?.tokenStored).toBe(false);
    // Once more has nothing left to end.
    expect(await app.sessions.signOut(id)).toMatchObject({ value: { session: 'ended' } });
  });

  test.each([
    ['PingHome cannot be reached', 'http://127.0.0.1:9/v1', 'offline'],
    ['no sign-in address is known', '', 'not-allowed'],
  ])(
    'forgets the token here also when %s, and says that it may live on',
    async (_, signIn, kind) => {
      const id = await connected(service.token, signIn);
      await read(id);
      expect(await app.sessions.signOut(id)).toMatchObject({
        value: { session: 'left', failure: { kind } },
      });
      expect(vault.items.size).toBe(0);
      expect(await isHonoured(service.token)).toBe(true);
    },
  );

  test('says so when the keychain does not let go of the token', async () => {
    const id = await connected(service.token);
    await read(id);
    vault.remove = () => Promise.resolve(failed({ kind: 'keychain-locked' }));
    expect(await app.sessions.signOut(id)).toEqual(failed({ kind: 'keychain-locked' }));
    expect(app.settings.read().workspaces.at(-1)?.tokenStored).toBe(true);
  });

  test('is not for the local workspace', async () => {
    app.workspaces.localServiceUp({ url: service.url, customer: null, team: null });
    expect(await app.sessions.signOut('local')).toMatchObject({ failure: { kind: 'not-allowed' } });
  });
});

describe('importing names', () => {
  const handlers = () =>
    createHandlers({
      store: app.store,
      workspaces: app.workspaces,
      sessions: app.sessions,
      writes: app.writes,
    } as HandlerPorts);

  test('lays them over the names there are, whatever the case of an id', async () => {
    const id = await connected(service.token);
    await read(id);
    const [ana, jonas] = workspace(id)?.members ?? [];
    if (ana === undefined || jonas === undefined) throw new Error('no members');
    app.workspaces.change({ workspaceId: id, names: { [ana.id]: 'A', [jonas.id]: 'J' } });
    const text = `${ana.id.toUpperCase()},Ana by file\nx-9,Nobody\ny-1`;
    expect(await handlers()['names.import']({ workspaceId: id, text })).toEqual({
      kind: 'imported',
      count: 2,
      skipped: 1,
      unknown: ['x-9'],
    });
    const names = workspace(id)?.members.map(({ name }) => name);
    expect(names?.slice(0, 2)).toEqual(['Ana by file', 'J']);
    expect(app.workspaces.names(id)).toEqual({
      [jonas.id]: 'J',
      [ana.id.toUpperCase()]: 'Ana by file',
      'x-9': 'Nobody',
    });
  });

  test('keeps nothing of a text without a single name', async () => {
    const id = await connected(service.token);
    for (const [text, line] of [
      ['\n\nb', 3],
      [`${'b'.repeat(513)},Long`, 1],
    ] as const) {
      expect(await handlers()['names.import']({ workspaceId: id, text })).toEqual({
        kind: 'unreadable',
        line,
      });
    }
    expect(app.workspaces.names(id)).toEqual({});
  });

  test('a name given by hand is known as such, and taken back', async () => {
    const id = await connected(service.token);
    await read(id);
    const [first] = workspace(id)?.members ?? [];
    if (first === undefined) throw new Error('no members');
    app.workspaces.change({ workspaceId: id, names: { [first.id]: 'By hand' } });
    expect(workspace(id)?.names).toEqual({ [first.id]: 'By hand' });
    expect(workspace(id)?.members[0]?.name).toBe('By hand');
    app.workspaces.change({ workspaceId: id, names: { [first.id.toUpperCase()]: null } });
    expect(workspace(id)?.names).toEqual({});
    expect(workspace(id)?.members[0]?.name).toBe(first.name);
  });
});
