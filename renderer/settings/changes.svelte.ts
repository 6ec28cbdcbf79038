import { createContext } from 'svelte';
import { done, type Failure, type Outcome } from '../../core/contract/failure.ts';
import type { CallInput, CallName, CallOutput } from '../../core/contract/ipc.ts';
import type { AppState } from '../state/app.svelte.ts';

/** Sends settings as they are made, and keeps what went wrong at the field it was made in. */
export class Changes {
  readonly #app: AppState;
  #failures = $state.raw<Readonly<Record<string, Failure>>>({});
  said = $state.raw('');

  constructor(app: AppState) {
    this.#app = app;
  }

  /** What the last change made at a field ran into, in words for that field. */
  errorsAt(field: string): string[] {
    const failure = this.#failures[field];
    if (failure === undefined) return [];
    const { title, sentence, remedy } = this.#app.words(failure);
    return [`${title}. ${sentence} ${remedy}`.trim()];
  }

  async send<N extends CallName>(
    field: string,
    name: N,
    input: CallInput<N>,
    said = 'Saved',
  ): Promise<Outcome<CallOutput<N>>> {
    this.said = '';
    const answer = await this.#app.road.call(name, input);
    const others = Object.entries(this.#failures).filter(([name]) => name !== field);
    const now = answer.ok ? [] : [[field, answer.failure] as const];
    this.#failures = Object.fromEntries([...others, ...now]);
    this.said = answer.ok ? said : '';
    return answer.ok ? done(answer.value) : answer;
  }

  preferences(field: string, part: CallInput<'preferences.change'>) {
    return this.send(field, 'preferences.change', part);
  }

  workspace(field: string, part: CallInput<'workspace.change'>) {
    return this.send(field, 'workspace.change', part);
  }

  /** Another page begins without what was said on this one. */
  turn(): void {
    this.said = '';
    this.#failures = {};
  }
}

export const [useChanges, provideChanges] = createContext<Changes>();
