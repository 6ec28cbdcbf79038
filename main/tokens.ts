import type { Failure } from '../core/contract/failure.ts';
import type { TokenPlace } from '../core/contract/snapshot.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';
import type { Vault } from './adapters/vault.ts';

/** Where a workspace's token is, and what went wrong on the way to it. */
export interface TokenState {
  readonly place: TokenPlace;
  readonly failure: Failure | null;
}

/**
 * The tokens of all workspaces. The keychain holds them; where it cannot, a token lives in
 * memory until quit and the person is told. Nothing is ever written to a file of our own.
 */
export interface Tokens {
  /** The token to send, from memory or the keychain; null when there is none to be had. */
  read(id: WorkspaceId): Promise<string | null>;
  keep(id: WorkspaceId, token: string): Promise<TokenState>;
  forget(id: WorkspaceId): Promise<TokenState>;
  state(id: WorkspaceId): TokenState;
}

const unknownYet: TokenState = { place: 'missing', failure: null };

export function createTokens(
  vault: Vault,
  /** Workspaces whose token was once stored: there, an empty answer means locked or lost. */
  wasStored: (id: WorkspaceId) => boolean,
  changed: (id: WorkspaceId, state: TokenState) => void,
): Tokens {
  const memory = new Map<WorkspaceId, string>();
  const states = new Map<WorkspaceId, TokenState>();
  const settle = (id: WorkspaceId, state: TokenState) => {
    const before = states.get(id);
    states.set(id, state);
    if (before?.place !== state.place || before.failure?.kind !== state.failure?.kind) {
      changed(id, state);
    }
    return state;
  };
  return {
    async read(id) {
      const held = memory.get(id);
      if (held !== undefined) return held;
      const found = await vault.read(id);
      if (!found.ok) {
        // One that was never stored cannot wait behind a keychain: it went with the last run.
        settle(id, { place: wasStored(id) ? 'locked' : 'missing', failure: found.failure });
        return null;
      }
      if (found.value === null) {
        const failure: Failure | null = wasStored(id) ? { kind: 'keychain-locked' } : null;
        settle(id, { place: failure === null ? 'missing' : 'locked', failure });
        return null;
      }
      memory.set(id, found.value);
      settle(id, { place: 'keychain', failure: null });
      return found.value;
    },
    async keep(id, token) {
      memory.set(id, token);
      const written = await vault.write(id, token);
      return settle(
        id,
        written.ok
          ? { place: 'keychain', failure: null }
          : { place: 'memory', failure: written.failure },
      );
    },
    async forget(id) {
      memory.delete(id);
      const removed = await vault.remove(id);
      // A read that was under way may have put it back.
      memory.delete(id);
      return settle(id, { place: 'missing', failure: removed.ok ? null : removed.failure });
    },
    state: (id) => states.get(id) ?? unknownYet,
  };
}
