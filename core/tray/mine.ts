import type { MyShift, WorkspaceStatus } from './status.ts';
import type { Block } from './summary.ts';

/** The first of my shifts to come in all workspaces; null where none is in sight. */
export function myNextOf(workspaces: readonly WorkspaceStatus[]): MyShift | null {
  return workspaces
    .flatMap(({ myNext }) => (myNext === null ? [] : [myNext]))
    .reduce<MyShift | null>((a, b) => (a === null || b.shift.start < a.shift.start ? b : a), null);
}

/** Whether it may be said that I have no shift: only whole and fresh entries can tell. */
export function mayLackShifts(workspaces: readonly WorkspaceStatus[]): boolean {
  const mine = workspaces.filter(({ meKnown }) => meKnown);
  return mine.length > 0 && mine.every(({ freshness }) => freshness.state === 'fresh');
}

/** As its team's block is named, which tells two workspaces with a team of that name apart. */
export function labelOf(
  { shift, workspaceId, teamName }: MyShift,
  blocks: readonly Block[],
): string {
  const same = ({ team }: Block) =>
    team !== null && team.workspaceId === workspaceId && team.teamId === shift.teamId;
  return blocks.find(same)?.label ?? teamName;
}
