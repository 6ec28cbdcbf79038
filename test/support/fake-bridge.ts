import type { Failure } from '../../core/contract/failure.ts';
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  Envelope,
  PushName,
  Pushes,
} from '../../core/contract/ipc.ts';
import type { Snapshot } from '../../core/contract/snapshot.ts';
import { pushOf } from '../../core/contract/snapshot-push.ts';

type Answers = {
  [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | Refusal | Promise<CallOutput<N>>;
};

/** Makes a call end in a failure. */
export class Refusal {
  readonly failure: Failure;

  constructor(failure: Failure) {
    this.failure = failure;
  }
}

const nowhere = { screen: 'schedule', workspaceId: null, teamId: null, at: null } as const;

/** Main, as far as a page can tell: answers from a snapshot, remembers what it was asked. */
export class FakeBridge implements Bridge {
  snapshot: Snapshot | null;
  readonly calls: { name: CallName; input: unknown }[] = [];
  readonly #answers: Answers;
  readonly #listeners = new Map<string, Set<(value: never) => void>>();

  constructor(snapshot: Snapshot | null, answers: Answers = {}) {
    this.snapshot = snapshot;
    this.#answers = answers;
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Envelope<CallOutput<N>>> {
    // What crosses to main is cloned; a rune's proxy would throw here as it would there.
    this.calls.push({ name, input: structuredClone(input) });
    const answer = this.#answers[name];
    const value = await (answer === undefined ? this.#usual(name) : answer(input));
    if (value instanceof Refusal) return { ok: false, failure: value.failure };
    return { ok: true, value: value as CallOutput<N> };
  }

  on<N extends PushName>(name: N, listener: (value: Pushes[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  push<N extends PushName>(name: N, value: Pushes[N]): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (value: Pushes[N]) => void)(value);
  }

  /** Publishes a snapshot as main does after each change. */
  publish(snapshot: Snapshot): void {
    const push = pushOf(snapshot, this.snapshot);
    this.snapshot = snapshot;
    this.push('snapshot.changed', push);
  }

  inputsOf(name: CallName): unknown[] {
    return this.calls.filter((it) => it.name === name).map((it) => it.input);
  }

  #usual(name: CallName): unknown {
    if (name === 'snapshot.read') return this.snapshot ?? new Promise(() => undefined);
    if (name === 'view.read') return nowhere;
    if (name.startsWith('entry.')) return { kind: 'saved', key: null };
    if (name === 'writes.history') return { undo: null, redo: null, stopped: [] };
    if (name === 'workspace.connect') return { workspaceId: 'w-new' };
    if (name === 'about.read') return { versions: [], licences: [] };
    return name.startsWith('diagnostics.') ? 'none' : null;
  }
}
