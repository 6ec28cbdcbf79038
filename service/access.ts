import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one account that may sign in, where the service is given one. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** Who sends a request: whoever holds the service's token, or a signed-in account. */
export interface Caller {
  readonly token: string;
  /** Null for the service's own token. */
  readonly email: string | null;
}

/** Who may speak to the service. Tokens are kept as digests, in memory only. */
export interface Access {
  readonly offersSignIn: boolean;
  /** Reads an `Authorization` header; null when it names no valid token. */
  identify(header: string | undefined): Caller | null;
  /** A new token, or null for a wrong e-mail or password. */
  signIn(email: string, password: string): string | null;
  signOut(caller: Caller): void;
}

/** Access by one fixed token and, with an account, by tokens handed out at sign-in. */
export function createAccess(token: string, account: Account | null): Access {
  const valid = new Map<string, { readonly digest: Buffer; readonly email: string | null }>();
  const admit = (text: string, email: string | null): void => {
    const hash = digest(text);
    valid.set(hash.toString('hex'), { digest: hash, email });
  };
  admit(token, null);
  return {
    offersSignIn: account !== null,
    identify(header) {
      const sent = /^Bearer +([^\s,]+)$/i.exec(header ?? '')?.[1];
      if (sent === undefined) return null;
      const hash = digest(sent);
      // Every known token is compared, in constant time: how long it takes tells nothing.
      const [found] = [...valid.values()].filter((one) => timingSafeEqual(one.digest, hash));
      return found === undefined ? null : { token: sent, email: found.email };
    },
    signIn(email, password) {
      if (account === null) return null;
      const rightEmail = isEqual(email.toLowerCase(), account.email.toLowerCase());
      const rightPassword = isEqual(password, account.password);
      if (!rightEmail || !rightPassword) return null;
      const issued = newToken();
      admit(issued, account.email);
      return issued;
    },
    signOut(caller) {
      valid.delete(digest(caller.token).toString('hex'));
    },
  };
}

/** A token nobody can guess: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
