import { createContext } from 'svelte';
import type { Failure } from '../../core/contract/failure.ts';
import type { CallInput } from '../../core/contract/ipc.ts';
import type { AppState } from '../state/app.svelte.ts';

type WorkspaceChange = CallInput<'workspace.change'>;

/** Sends settings as they are made, and keeps what came back. */
export class Changes {
  readonly #app: AppState;
  failure = $state.raw<Failure | null>(null);
  said = $state.raw('');

  constructor(app: AppState) {
    this.#app = app;
  }

  async preferences(part: CallInput<'preferences.change'>): Promise<void> {
    this.#settle(await this.#app.road.call('preferences.change', part), 'Saved.');
  }

  async workspace(part: WorkspaceChange): Promise<void> {
    this.#settle(await this.#app.road.call('workspace.change', part), 'Saved.');
  }

  async remove(workspaceId: string): Promise<void> {
    this.#settle(await this.#app.road.call('workspace.remove', { workspaceId }), 'Removed.');
  }

  async signIn(workspaceId: string, token: string): Promise<boolean> {
    const answer = await this.#app.road.call('workspace.sign-in', { workspaceId, token });
    this.#settle(answer, 'Token replaced.');
    return answer.ok;
  }

  async testNotice(): Promise<void> {
    const answer = await this.#app.road.call('notices.test', {});
    this.#settle(answer, 'Sent: it should be on screen now.');
  }

  async diagnostics(): Promise<string | null> {
    const answer = await this.#app.road.call('diagnostics.read', {});
    this.#settle(answer, 'Read.');
    return answer.ok ? answer.value : null;
  }

  connect(): void {
    void this.#app.road.call('window.open', { screen: 'connect' });
  }

  #settle(
    answer: { readonly ok: true } | { readonly ok: false; readonly failure: Failure },
    said: string,
  ): void {
    this.failure = answer.ok ? null : answer.failure;
    this.said = answer.ok ? said : '';
  }
}

export const [useChanges, provideChanges] = createContext<Changes>();
