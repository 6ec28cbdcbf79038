import { done, failed, type Failure, type Outcome } from '../core/contract/failure.ts';
import type { CallInput, SignedOut, SignInOpened } from '../core/contract/ipc.ts';
import type { Addresses } from '../core/contract/snapshot.ts';
import type { WorkspaceId } from '../core/schedule/model.ts';
import type { Accounts } from './accounts.ts';
import { sameValue } from './store.ts';
import type { Workspaces } from './workspaces.ts';

export interface SessionsPorts {
  readonly accounts: Accounts;
  readonly workspaces: Pick<Workspaces, 'connect' | 'signIn' | 'signOut'>;
  readonly newId: () => string;
}

/** What a page names a token by: the token itself, or a sign-in it has asked for. */
type Credential = CallInput<'workspace.connect'>['token'];

/**
 * Signing in and out. A password is sent once and held nowhere; the token that comes back never
 * reaches a page, which knows it by the name of its sign-in.
 */
export interface Sessions {
  /** Signs in where no workspace is yet. Only the newest such sign-in is held. */
  open(input: CallInput<'account.sign-in'>): Promise<Outcome<SignInOpened>>;
  /** The token to use with these addresses: one that was signed in for is for no others. */
  tokenFor(credential: Credential, addresses: Addresses): Outcome<string>;
  connect(input: CallInput<'workspace.connect'>): Promise<Outcome<WorkspaceId>>;
  signIn(input: CallInput<'workspace.sign-in-with-password'>): Promise<Outcome<null>>;
  signOut(id: WorkspaceId): Promise<Outcome<SignedOut>>;
}

interface Held {
  readonly signIn: string;
  readonly token: string;
  readonly addresses: Addresses;
}

export function createSessions({ accounts, workspaces, newId }: SessionsPorts): Sessions {
  let held: Held | null = null;
  const tokenFor: Sessions['tokenFor'] = (credential, addresses) => {
    if (typeof credential === 'string') return done(credential);
    if (held?.signIn !== credential.signIn || !sameValue(held.addresses, addresses)) {
      return failed({ kind: 'no-token' });
    }
    return done(held.token);
  };
  return {
    tokenFor,
    async open({ addresses, email, password }) {
      const client = accounts.clientWith({ addresses, token: () => Promise.resolve(null) });
      const signedIn = await client.signIn(email, password);
      if (!signedIn.ok) return signedIn;
      const { token, customerId } = signedIn.value;
      const signIn = newId();
      held = { signIn, token, addresses };
      return done({ signIn, customerId });
    },
    async connect(input) {
      const token = tokenFor(input.token, input.addresses);
      if (!token.ok) return token;
      const id = await workspaces.connect({ ...input, token: token.value });
      held = null;
      return done(id);
    },
    async signIn({ workspaceId, email, password }) {
      const client = accounts.clientFor(workspaceId);
      if (client === null) return failed({ kind: 'not-found', detail: 'workspace' });
      const signedIn = await client.signIn(email, password);
      if (!signedIn.ok) return signedIn;
      await workspaces.signIn(workspaceId, signedIn.value.token);
      return done(null);
    },
    async signOut(id) {
      const client = accounts.clientFor(id);
      if (client === null) return failed({ kind: 'not-found', detail: 'workspace' });
      const ended = await client.signOut();
      const forgotten = await workspaces.signOut(id);
      if (!forgotten.ok) return forgotten;
      if (ended.ok || isOver(ended.failure)) {
        return done({ session: 'ended', failure: null });
      }
      return done({ session: 'left', failure: ended.failure });
    },
  };
}

/** A token that is refused has ended, and without one there is nothing to end. */
function isOver({ kind }: Failure): boolean {
  return kind === 'unauthorized' || kind === 'no-token';
}
