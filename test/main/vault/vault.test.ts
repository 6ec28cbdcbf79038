import { expect, test } from 'vitest';
import { attentionText } from '../../../core/text/attention.ts';
import { keychainVault, type Keychain } from '../../../main/adapters/vault.ts';
import { createTokens } from '../../../main/tokens.ts';
import { MemoryVault } from '../../support/memory-vault.ts';

const limitMs = 30;

function keychain(parts: Partial<Keychain>): () => Promise<Keychain> {
  const held = new Map<string, string>();
  return () =>
    Promise.resolve({
      getPassword: (_service, account) => Promise.resolve(held.get(account) ?? null),
      setPassword: (_service, account, secret) => {
        held.set(account, secret);
        return Promise.resolve();
      },
      deletePassword: (_service, account) => Promise.resolve(held.delete(account)),
      ...parts,
    });
}

const never = () => new Promise<never>(() => undefined);

test('a token that was written is read back, and is gone once removed', async () => {
  const vault = keychainVault(keychain({}), limitMs);
  expect(await vault.write('a', 'secret')).toEqual({ ok: true, value: null });
  expect(await vault.read('a')).toEqual({ ok: true, value: 'secret' });
  await vault.remove('a');
  expect(await vault.read('a')).toEqual({ ok: true, value: null });
});

test('a keychain that never answers counts as locked', async () => {
  const locked = { ok: false, failure: { kind: 'keychain-locked' } };
  const vault = keychainVault(
    keychain({ getPassword: never, setPassword: never, deletePassword: never }),
    limitMs,
  );
  expect(await vault.read('a')).toEqual(locked);
  expect(await vault.write('a', 'secret')).toEqual(locked);
  expect(await vault.remove('a')).toEqual(locked);
});

test('a keychain that never answers is asked once, and again only when it has answered', async () => {
  let asked = 0;
  let answer: (token: string) => void = () => undefined;
  const getPassword = () => {
    asked += 1;
    return new Promise<string>((resolve) => {
      answer = resolve;
    });
  };
  const vault = keychainVault(keychain({ getPassword }), limitMs);
  await Promise.all([vault.read('a'), vault.read('b'), vault.write('c', 'secret')]);
  expect(asked).toBe(1);
  expect(vault.isWaiting()).toBe(true);
  answer('secret');
  await expect.poll(vault.isWaiting).toBe(false);
  const read = vault.read('a');
  await expect.poll(() => asked).toBe(2);
  answer('secret');
  expect(await read).toEqual({ ok: true, value: 'secret' });
});

test('a keyring that takes a token and does not hold it counts as locked', async () => {
  const vault = keychainVault(keychain({ setPassword: () => Promise.resolve() }), limitMs);
  expect(await vault.write('a', 'secret')).toEqual({
    ok: false,
    failure: { kind: 'keychain-locked' },
  });
});

test('a machine without a secret service says so in its own words', async () => {
  const detail = 'The name org.freedesktop.secrets was not provided by any .service files';
  const vault = keychainVault(
    keychain({ getPassword: () => Promise.reject(new Error(detail)) }),
    limitMs,
  );
  expect(await vault.read('a')).toEqual({
    ok: false,
    failure: { kind: 'keychain-missing', detail },
  });
});

test('without a keychain a token lives in memory, and the reason is told', async () => {
  const told: unknown[] = [];
  const vault = keychainVault(keychain({ setPassword: never }), limitMs);
  const tokens = createTokens(
    vault,
    () => false,
    (id, state) => told.push([id, state.place, state.failure?.kind]),
  );
  expect((await tokens.keep('w', 'secret')).place).toBe('memory');
  expect(await tokens.read('w')).toBe('secret');
  expect(told).toEqual([['w', 'memory', 'keychain-locked']]);
});

test('an empty answer for a token that was once stored means locked or lost, not signed out', async () => {
  const stored = createTokens(
    new MemoryVault(),
    () => true,
    () => undefined,
  );
  expect(await stored.read('w')).toBeNull();
  expect(stored.state('w').place).toBe('locked');

  const fresh = createTokens(
    new MemoryVault(),
    () => false,
    () => undefined,
  );
  expect(await fresh.read('w')).toBeNull();
  expect(fresh.state('w').place).toBe('missing');
});

test('after a restart without a keychain a token that lived in memory is said to be gone', async () => {
  const detail = 'The name org.freedesktop.secrets was not provided by any .service files';
  const missing = () => Promise.reject(new Error(detail));
  const state = async (wasStored: boolean) => {
    const vault = keychainVault(keychain({ getPassword: missing }), limitMs);
    const tokens = createTokens(
      vault,
      () => wasStored,
      () => undefined,
    );
    expect(await tokens.read('w')).toBeNull();
    return tokens.state('w');
  };
  expect(await state(false)).toMatchObject({ place: 'missing' });
  expect(await state(true)).toMatchObject({ place: 'locked' });
  const { failure } = await state(false);
  if (failure === null) throw new Error('the reason is not told');
  expect(attentionText({ kind: 'keychain', failure }, String)).toMatch(
    /no token is stored.*Sign in/,
  );
  expect(attentionText({ kind: 'keychain', failure, inMemory: true }, String)).toMatch(
    /in memory only until Watchbill quits/,
  );
});

test('a forgotten token is in neither place', async () => {
  const vault = new MemoryVault();
  const tokens = createTokens(
    vault,
    () => false,
    () => undefined,
  );
  await tokens.keep('w', 'secret');
  await tokens.forget('w');
  expect(vault.items.size).toBe(0);
  expect(await tokens.read('w')).toBeNull();
});

test('a read that was under way does not bring a forgotten token back', async () => {
  const vault = new MemoryVault();
  const tokens = createTokens(
    vault,
    () => false,
    () => undefined,
  );
  vault.items.set('w', 'secret');
  const reading = tokens.read('w');
  await Promise.all([tokens.forget('w'), reading]);
  expect(await tokens.read('w')).toBeNull();
});
