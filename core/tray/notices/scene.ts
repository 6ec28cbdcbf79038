import { freshness } from '../freshness.ts';
import { watch, watchedWorkspaces } from '../workspace.ts';
import type { Scene, SceneWorkspace } from './mine.ts';

/** The workspaces notices may speak of: read at least once, and no sample without a "me". */
export function sceneWorkspaces(scene: Scene): SceneWorkspace[] {
  return watchedWorkspaces(scene.snapshot).flatMap((workspace) => {
    const watched = watch(workspace);
    if (watched === null || workspace.read.goodAt === null) return [];
    if (workspace.sample && workspace.me === null) return [];
    const trusted = freshness(workspace, scene.now).state === 'fresh';
    return [{ ...scene, watched, trusted }];
  });
}
