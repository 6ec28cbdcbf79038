import type keytar from 'keytar';
import type { Failure, Outcome } from '../../core/contract/failure.ts';
import { done, failed } from '../../core/contract/failure.ts';

/** Keeps one secret per workspace in the keychain of the operating system. */
export interface Vault {
  /** The token; null when the keychain holds none under this account. */
  read(account: string): Promise<Outcome<string | null>>;
  write(account: string, token: string): Promise<Outcome<null>>;
  remove(account: string): Promise<Outcome<null>>;
}

/** The keychain of the operating system, which may never answer. */
export interface KeychainVault extends Vault {
  /** A call has not come back: its thread would hold up the end of the process. */
  isWaiting(): boolean;
}

/** The part of keytar in use, so that tests can stand in a keychain that hangs or is locked. */
export type Keychain = Pick<typeof keytar, 'getPassword' | 'setPassword' | 'deletePassword'>;

const service = 'Watchbill';

/**
 * The keychain through keytar. Every call has a time limit: with a secret service that was
 * started by the bus and has no collection, keytar never answers. Such a call holds one of the few
 * threads that files need too, so calls take turns, and none is made while an earlier one has not
 * come back. A write is read back, since a locked keyring accepts silently what it then does not hold.
 */
export function keychainVault(
  load: () => Promise<Keychain> = loadKeytar,
  limitMs = 5_000,
): KeychainVault {
  let waiting = false;
  let last: Promise<unknown> = Promise.resolve();
  const ask = <T>(use: (keychain: Keychain) => Promise<T>): Promise<Outcome<T>> => {
    if (waiting) return Promise.resolve(failed({ kind: 'keychain-locked' }));
    waiting = true;
    const work = load()
      .then(use)
      .finally(() => {
        waiting = false;
      });
    return limited(work, limitMs);
  };
  const within = <T>(use: (keychain: Keychain) => Promise<T>): Promise<Outcome<T>> => {
    const turn = last.then(() => ask(use));
    last = turn;
    return turn;
  };
  return {
    async read(account) {
      return within((keychain) => keychain.getPassword(service, account));
    },
    async write(account, token) {
      const written = await within((keychain) => keychain.setPassword(service, account, token));
      if (!written.ok) return written;
      const back = await within((keychain) => keychain.getPassword(service, account));
      if (!back.ok) return back;
      return back.value === token ? done(null) : failed({ kind: 'keychain-locked' });
    },
    async remove(account) {
      const removed = await within((keychain) => keychain.deletePassword(service, account));
      return removed.ok ? done(null) : removed;
    },
    isWaiting: () => waiting,
  };
}

/** Loaded at the first use: a tray that shows its cached state needs no keychain yet. */
async function loadKeytar(): Promise<Keychain> {
  return (await import('keytar')).default;
}

async function limited<T>(work: Promise<T>, limitMs: number): Promise<Outcome<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(failed({ kind: 'keychain-locked' }));
    }, limitMs);
  });
  const settled = work.then(
    (value) => done(value),
    (error: unknown) => failed(keychainFailure(error)),
  );
  const outcome = await Promise.race([settled, late]);
  clearTimeout(timer);
  return outcome;
}

function keychainFailure(error: unknown): Failure {
  return {
    kind: 'keychain-missing',
    detail: error instanceof Error ? error.message : String(error),
  };
}
