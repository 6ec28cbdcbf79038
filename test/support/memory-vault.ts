import type { Vault } from '../../main/adapters/vault.ts';
import { done } from '../../core/contract/failure.ts';

/** A keychain in memory. */
export class MemoryVault implements Vault {
  readonly items = new Map<string, string>();

  read = (account: string) => Promise.resolve(done(this.items.get(account) ?? null));

  write = (account: string, token: string) => {
    this.items.set(account, token);
    return Promise.resolve(done(null));
  };

  remove = (account: string) => {
    this.items.delete(account);
    return Promise.resolve(done(null));
  };
}
