import type { AppState } from '../state/app.svelte.ts';

/** What the middle of the window can show. */
export type StageName =
  | 'loading'
  | 'broken'
  | 'none'
  | 'unknown-zone'
  | 'sign-in'
  | 'reading'
  | 'unread'
  | 'empty'
  | 'schedule';

/** Which of them it is: last known good entries always win over an explanation. */
export function stageOf(app: AppState): StageName {
  if (app.snapshot === null) return app.failure === null ? 'loading' : 'broken';
  const { workspace, freshness } = app;
  if (workspace === null) return 'none';
  if (app.watched === null) return 'unknown-zone';
  if (workspace.read.goodAt !== null) {
    const bare = workspace.entries.length === 0 && workspace.teams.length === 0;
    return bare ? 'empty' : 'schedule';
  }
  if (freshness?.badge === 'sign-in') return 'sign-in';
  return workspace.read.failure === null ? 'reading' : 'unread';
}
