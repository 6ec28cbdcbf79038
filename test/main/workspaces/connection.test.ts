import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failed } from '../../../core/contract/failure.ts';
import { addressPresets } from '../../../core/contract/pinghome.ts';
import { defaultInterpretation } from '../../../core/schedule/model.ts';
import { testConnection } from '../../../main/connection-test.ts';
import { isSameHouse } from '../../../main/house.ts';
import { reach } from '../../../main/pinghome/reach.ts';
import { openEngine, type TestEngine } from '../../support/engine.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/watched.ts';

let service: TestService;
let place: { path: string; remove: () => void };
let vault: MemoryVault;
let app: TestEngine;

beforeEach(async () => {
  service = await startTestService({ sampleAt: Date.now() });
  place = temporaryFolder();
  vault = new MemoryVault();
  app = openEngine({ folder: place.path, vault });
});
afterEach(async () => {
  await app.end();
  await service.close();
  place.remove();
});

const addressesAt = (base: string) => ({ read: base, write: base, roster: base, signIn: '' });

describe('testing a connection', () => {
  const ask = (part: { roster?: string; token?: string; customerIds?: string[] } = {}) =>
    testConnection(
      {
        addresses: { ...addressesAt(service.base), roster: part.roster ?? service.base },
        token: part.token ?? service.token,
        customerIds: part.customerIds ?? [],
      },
      app.accounts.clientWith,
      (address) => reach(fetch, address),
    );

  test('brings the teams and people the roster names, and whose token it is', async () => {
    const { checks, roster } = await ask();
    expect(checks.find(({ name }) => name === 'roster')).toMatchObject({
      result: 'answered',
      found: 2,
    });
    expect(roster?.teams.map(({ name }) => name).sort()).toEqual(['Payments', 'Platform']);
    expect(roster?.members).toHaveLength(7);
    expect(roster?.members.map(({ id }) => id)).toContain(roster?.teams[0]?.memberIds[0]);
  });

  test('brings nobody where the roster is off or refuses', async () => {
    expect((await ask({ roster: '' })).roster).toBeNull();
    const refused = await ask({ token: 'wrong' });
    expect(refused.roster).toBeNull();
    expect(refused.checks.find(({ name }) => name === 'roster')?.failure).toEqual({
      kind: 'unauthorized',
    });
  });

  test('counts the entries of a customer', async () => {
    const { checks } = await ask({ customerIds: [service.customer] });
    const read = checks.find(({ name }) => name === 'read');
    expect(read?.result).toBe('answered');
    expect(read?.found).toBeGreaterThan(0);
  });
});

describe('moving a workspace to other addresses', () => {
  async function connected(): Promise<string> {
    const outcome = await app.sessions.connect({
      name: 'Acme',
      addresses: addressesAt(service.base),
      customerIds: [service.customer],
      interpretation: defaultInterpretation,
      token: service.token,
    });
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    await vi.waitFor(() => {
      expect(app.store.workspace(outcome.value)?.read.goodAt).not.toBeNull();
    });
    return outcome.value;
  }

  test('on the same hosts keeps the token and reads anew', async () => {
    const id = await connected();
    const before = app.store.workspace(id)?.read.goodAt ?? 0;
    const elsewhere = addressesAt(service.base.replace('/default/v1', '/v1'));
    expect(await app.workspaces.move(id, elsewhere)).toEqual({ ok: true, value: null });
    expect(app.settings.read().workspaces.find((it) => it.id === id)?.addresses).toEqual(elsewhere);
    expect(vault.items.get(id)).toBe(service.token);
    await vi.waitFor(() => {
      expect(app.store.workspace(id)?.read.goodAt).toBeGreaterThan(before);
    });
  });

  test('to a new host forgets the token, so that it is never sent there', async () => {
    const id = await connected();
    const heard: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.writeHead(401).end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = addressesAt(`http://127.0.0.1:${(other.address() as AddressInfo).port}/v1`);
    try {
      expect(await app.workspaces.move(id, elsewhere)).toEqual({ ok: true, value: null });
      expect(vault.items.has(id)).toBe(false);
      await vi.waitFor(() => {
        expect(app.store.workspace(id)).toMatchObject({
          addresses: elsewhere,
          token: 'missing',
          read: { failure: { kind: 'no-token' } },
        });
      });
      expect(heard.filter((it) => it !== undefined)).toEqual([]);
      // What was read before stays.
      expect(app.store.workspace(id)?.entries.length).toBeGreaterThan(0);
      // The new host is really asked, once there is a token for it.
      await app.workspaces.signIn(id, 'for-the-new-host');
      await vi.waitFor(() => {
        expect(heard).toContain('Bearer for-the-new-host');
      });
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  test('is not for the local workspace', async () => {
    expect(await app.workspaces.move('local', addressesAt(service.base))).toEqual(
      failed({ kind: 'not-allowed', detail: 'this workspace has no addresses of its own' }),
    );
  });
});

test.each([
  [addressPresets.A, addressPresets.C, true],
  [addressPresets.A, { ...addressPresets.A, roster: '', signIn: '' }, true],
  [addressPresets.A, { ...addressPresets.B, read: 'https://pinghome.example/v1' }, false],
  [addressesAt('https://own.example/v1'), addressPresets.A, false],
  [addressesAt('https://own.example/v1'), addressesAt('https://own.example/v2'), true],
  [addressesAt('https://own.example/v1'), addressesAt('https://own.example:8443/v1'), false],
  [addressesAt('https://own.example/v1'), addressesAt('https://own.example.evil/v1'), false],
])('from %j to %j is the same house: %j', (from, to, same) => {
  expect(isSameHouse(from, to)).toBe(same);
});
