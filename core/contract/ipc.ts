import * as v from 'valibot';
import type {
  Entry,
  EntryKey,
  Member,
  MemberId,
  Rule,
  Team,
  WorkspaceId,
} from '../schedule/model.ts';
import type { Failure } from './failure.ts';
import type { Snapshot } from './snapshot.ts';
import type { SnapshotPush } from './snapshot-push.ts';
import type { StepOutcome, StepProgress, WriteHistory } from './writes.ts';
import {
  addresses,
  contract,
  entryKey,
  id,
  interpretation,
  leave,
  preferences,
  plannedWrite,
  rule,
  token,
} from './shapes.ts';

/** What became of one write. Failures travel in the envelope, not here. */
export type WriteResult =
  | { readonly kind: 'saved'; readonly key: EntryKey | null }
  /** PingHome said yes but does not show it yet. */
  | { readonly kind: 'waiting' }
  /** Someone changed or removed the entry since it was shown; nothing was written. */
  | { readonly kind: 'conflict'; readonly base: Rule; readonly theirs: Entry | null }
  /** No answer and no sign of the write; never sent again by itself. */
  | { readonly kind: 'unknown'; readonly failure: Failure }
  /** Two new entries might be ours: the person decides which one goes. */
  | { readonly kind: 'twice'; readonly keys: readonly EntryKey[] }
  | { readonly kind: 'already-gone' };

/** What one address answered to "Test connection". */
export interface ConnectionReport {
  readonly checks: readonly {
    readonly name: 'read' | 'write' | 'roster' | 'signIn';
    readonly result: 'answered' | 'off' | 'failed';
    readonly failure: Failure | null;
    /** Entries, teams or other things found. */
    readonly found: number | null;
  }[];
  /** Whom the token may read, to choose from; null where the roster is off or did not answer. */
  readonly roster: RosterFound | null;
}

/** Teams and people the roster names, and which of them the token belongs to. */
export interface RosterFound {
  readonly me: MemberId | null;
  readonly teams: readonly Team[];
  readonly members: readonly Member[];
}

/** A sign-in whose token main holds until a workspace is connected with it. */
export interface SignInOpened {
  readonly signIn: string;
  /** Of the person who signed in, where the reply names it. */
  readonly customerId: string | null;
}

/** The token is gone from here; `left` when PingHome may still honour it, with the reason. */
export type SignedOut =
  | { readonly session: 'ended'; readonly failure: null }
  | { readonly session: 'left'; readonly failure: Failure };

/** What became of a text of names; rows that give none were skipped. */
export type NamesImported =
  | {
      readonly kind: 'imported';
      readonly count: number;
      readonly skipped: number;
      /** Ids among them that no team, member or entry has so far. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly line: number };

/** A package the app carries, and the terms it comes under. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Empty where the package brings none. */
  readonly text: string;
}

/** What runs the app, and whose work is in it. */
export interface About {
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly licences: readonly Licence[];
}

/** Where a window should look: from a deep link, a notice or the tray. */
export interface ViewRequest {
  readonly screen: 'schedule' | 'settings' | 'connect' | 'sign-in';
  readonly workspaceId: WorkspaceId | null;
  readonly teamId: string | null;
  readonly at: number | null;
}

const nothing = v.strictObject({});
const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const credential = v.union([token, v.strictObject({ signIn: id })]);
const email = text(320);
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1_024));

/** Every call a window may make: name → shape of its input, and the type of its output. */
export const calls = {
  'snapshot.read': call<Snapshot>()(nothing),
  'view.read': call<ViewRequest>()(nothing),
  'sync.refresh': call<null>()(v.strictObject({ workspaceId: v.nullable(id) })),
  'entry.create': call<WriteResult>()(
    v.strictObject({ workspaceId: id, teamId: id, memberId: id, rule }),
  ),
  'entry.update': call<WriteResult>()(
    v.strictObject({
      workspaceId: id,
      teamId: id,
      key: entryKey,
      /** What the person saw when the change began. */
      base: rule,
      rule,
      /** Another member than the key's makes it a reassignment: create, re-read, delete. */
      memberId: id,
    }),
  ),
  'entry.delete': call<WriteResult>()(
    v.strictObject({ workspaceId: id, teamId: id, key: entryKey, base: rule }),
  ),
  /** Many changes at once; progress is pushed. */
  'writes.bulk': call<StepOutcome>()(
    v.strictObject({
      workspaceId: id,
      writes: v.pipe(v.array(plannedWrite), v.minLength(1), v.maxLength(10_000)),
    }),
  ),
  /** Ends the running step of a workspace after the change under way. */
  'writes.cancel': call<null>()(v.strictObject({ workspaceId: id })),
  'writes.resume': call<StepOutcome>()(v.strictObject({ workspaceId: id, stepId: id })),
  'writes.roll-back': call<StepOutcome>()(v.strictObject({ workspaceId: id, stepId: id })),
  'writes.leave': call<null>()(v.strictObject({ stepId: id })),
  'writes.undo': call<StepOutcome>()(v.strictObject({ workspaceId: id })),
  'writes.redo': call<StepOutcome>()(v.strictObject({ workspaceId: id })),
  'writes.history': call<WriteHistory>()(v.strictObject({ workspaceId: id })),
  /** Before a workspace exists; main keeps the token and never the password. */
  'account.sign-in': call<SignInOpened>()(v.strictObject({ addresses, email, password })),
  'workspace.test': call<ConnectionReport>()(
    v.strictObject({
      addresses,
      token: credential,
      customerIds: v.pipe(v.array(id), v.maxLength(500)),
    }),
  ),
  'workspace.connect': call<{ readonly workspaceId: WorkspaceId }>()(
    v.strictObject({
      name: text(120),
      addresses,
      token: credential,
      customerIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(500)),
      interpretation,
    }),
  ),
  /** A new token for a workspace that has lost or outlived its own. */
  'workspace.sign-in': call<null>()(v.strictObject({ workspaceId: id, token })),
  'workspace.sign-in-with-password': call<null>()(
    v.strictObject({ workspaceId: id, email, password }),
  ),
  /** Ends the session at PingHome and forgets the token; the page asks first. */
  'workspace.sign-out': call<SignedOut>()(v.strictObject({ workspaceId: id })),
  'workspace.remove': call<null>()(v.strictObject({ workspaceId: id })),
  /** Hosts of another house never see the token kept: it is forgotten, and asked for anew. */
  'workspace.move': call<null>()(v.strictObject({ workspaceId: id, addresses })),
  'workspace.change': call<null>()(
    v.strictObject({
      workspaceId: id,
      name: v.optional(text(120)),
      customerIds: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(500))),
      interpretation: v.optional(interpretation),
      me: v.optional(v.nullable(id)),
      contracts: v.optional(v.record(id, contract)),
      leave: v.optional(v.pipe(v.array(leave), v.maxLength(5_000))),
      /** Names given by hand, by member or team id; null takes one back. */
      names: v.optional(v.record(id, v.nullable(text(200)))),
    }),
  ),
  /** CSV or JSON with ids and names, laid over the names there are. */
  'names.import': call<NamesImported>()(
    v.strictObject({ workspaceId: id, text: v.pipe(v.string(), v.maxLength(2_000_000)) }),
  ),
  'preferences.change': call<null>()(v.partial(preferences)),
  'notices.test': call<null>()(nothing),
  'window.open': call<null>()(
    v.strictObject({ screen: v.picklist(['schedule', 'settings', 'connect']) }),
  ),
  'about.read': call<About>()(nothing),
  'diagnostics.read': call<string>()(nothing),
  /** Puts the same text on the clipboard; a page may not. */
  'diagnostics.copy': call<string>()(nothing),
  /** Asks where, then writes a text there; null where the person thought better of it. */
  'file.save': call<{ readonly savedAs: string | null }>()(
    v.strictObject({ name: text(200), text: v.pipe(v.string(), v.maxLength(64_000_000)) }),
  ),
} as const;

/** Everything main tells windows unasked. */
export interface Pushes {
  readonly 'snapshot.changed': SnapshotPush;
  readonly 'view.requested': ViewRequest;
  readonly 'writes.progressed': StepProgress;
}

type Calls = typeof calls;
export type CallName = keyof Calls;
export type PushName = keyof Pushes;
export type CallInput<N extends CallName> = v.InferOutput<Calls[N]['input']>;
export type CallOutput<N extends CallName> =
  Calls[N] extends CallShape<infer O, unknown> ? O : never;

/** What main must provide: one function per call, no more and no fewer. */
export type Handlers = {
  readonly [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What the preload puts on the page, and the only road between a page and main. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Envelope<CallOutput<N>>>;
  /** Returns its own undoing. */
  on<N extends PushName>(name: N, listener: (value: Pushes[N]) => void): () => void;
}

interface CallShape<O, S> {
  readonly input: S;
  /** Only a type: nothing is stored here. */
  readonly output?: O;
}

function call<O>() {
  return <S extends v.GenericSchema>(input: S): { readonly input: S; readonly output?: O } => ({
    input,
  });
}
