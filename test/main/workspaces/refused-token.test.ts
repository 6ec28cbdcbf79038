import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { openEngine, type TestEngine } from '../../support/engine.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { startMisbehaving, status, type Misbehaving } from '../../support/misbehaving/server.ts';
import { temporaryFolder } from '../../support/watched.ts';
import { mornings } from '../../support/writing.ts';

const account = { email: 'ana@example.com', password: 'p4ss-geheim' };
let server: Misbehaving;
let place: { path: string; remove: () => void };
let app: TestEngine;
let workspaceId: string;

beforeEach(async () => {
  server = await startMisbehaving({ account });
  place = temporaryFolder();
  app = openEngine({ folder: place.path, vault: new MemoryVault() });
  const { base, token } = server;
  const connected = await app.sessions.connect({
    name: 'Acme',
    addresses: { read: base, write: base, roster: '', signIn: base },
    customerIds: [server.ids.organisation],
    interpretation: defaultInterpretation,
    token,
  });
  if (!connected.ok) throw new Error(connected.failure.kind);
  workspaceId = connected.value;
  await vi.waitFor(() => {
    expect(read()).toMatchObject({ failure: null, reading: false, paused: false });
    expect(entries().length).toBeGreaterThan(0);
  });
});
afterEach(async () => {
  await app.end();
  await server.close();
  place.remove();
});

const read = () => app.store.workspace(workspaceId)?.read;
const entries = () => app.store.workspace(workspaceId)?.entries ?? [];

async function create() {
  const writes = await app.writes;
  const { platform: teamId, ana: memberId } = server.ids;
  return writes.create({ workspaceId, teamId, memberId, rule: mornings(1) });
}

test('a write refused for its token pauses polling, keeps the data and asks to sign in', async () => {
  const [shown, truth] = [entries(), await server.truth()];
  server.always('createEntry', status(401));
  expect(await create()).toMatchObject({ ok: false, failure: { kind: 'unauthorized' } });
  await vi.waitFor(() => {
    expect(read()).toMatchObject({ paused: true, nextAt: null, failure: { kind: 'unauthorized' } });
  });
  expect(entries()).toBe(shown);
  expect(await server.truth()).toEqual(truth);
  server.heal();
  expect(await app.sessions.signIn({ workspaceId, ...account })).toMatchObject({ ok: true });
  await vi.waitFor(() => {
    expect(read()).toMatchObject({ paused: false, failure: null, reading: false });
  });
  expect(await create()).toMatchObject({ ok: true, value: { kind: 'saved' } });
});

test('a refusal that comes after a new sign-in speaks of the old token and pauses nothing', async () => {
  server.next('createEntry', [{ kind: 'delay', ms: 400 }, status(401)]);
  const refused = create();
  await vi.waitFor(() => {
    expect(server.seen('createEntry')).toHaveLength(1);
  });
  expect(await app.sessions.signIn({ workspaceId, ...account })).toMatchObject({ ok: true });
  expect(await refused).toMatchObject({ ok: false, failure: { kind: 'unauthorized' } });
  await app.sync.refresh(workspaceId);
  expect(read()).toMatchObject({ paused: false, failure: null });
});

test('a read around a write that is refused for its token lets the next poll decide', async () => {
  const polled = server.seen('readSchedule').length;
  server.next('readSchedule', status(401));
  const seen = await app.sync.readMember(workspaceId, server.ids.ana);
  expect(seen).toMatchObject({ ok: false, failure: { kind: 'unauthorized' } });
  await vi.waitFor(
    () => {
      expect(server.seen('readSchedule')).toHaveLength(polled + 2);
      expect(read()).toMatchObject({ paused: false, failure: null, reading: false });
    },
    { timeout: 5_000 },
  );
});
