import type { Failure } from '../core/contract/failure.ts';
import type { Snapshot } from '../core/contract/snapshot.ts';

/** How the first reads of all workspaces together went. */
export type FirstRead =
  { readonly kind: 'good' } | { readonly kind: 'failed'; readonly failure: Failure | null };

/** Good once one workspace was read; failed once none is left that may still be. Null until then. */
export function firstRead({ workspaces }: Pick<Snapshot, 'workspaces'>): FirstRead | null {
  if (workspaces.some(({ read }) => read.goodAt !== null && !read.reading)) return { kind: 'good' };
  if (workspaces.some(({ read }) => read.reading || read.failure === null)) return null;
  return { kind: 'failed', failure: workspaces[0]?.read.failure ?? null };
}
