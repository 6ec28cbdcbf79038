import type { MemberId, TeamId } from '../../../core/schedule/model.ts';
import { dutiesOfTeam, sameId } from '../../../core/schedule/schedule.ts';
import type { EditorState } from '../../state/editor.svelte.ts';

/** A person to choose from. */
export interface Person {
  readonly value: MemberId;
  readonly label: string;
}

/** A choice that is none yet. */
export const nobodyYet: Person = { value: '', label: 'Choose…' };

/** Who can be planned with in a team: its members, and whoever has entries in it. */
export function peopleOf(editor: EditorState, teamId: TeamId): Person[] {
  const listed = editor.teams.find((team) => team.id === teamId)?.memberIds ?? [];
  const schedule = editor.app.watched?.schedule;
  const duties = schedule === undefined ? [] : dutiesOfTeam(schedule, teamId);
  const known = new Map(
    [...listed, ...duties.map((it) => it.memberId)].map((id) => [sameId(id), id]),
  );
  return [...known.values()].map((id) => ({ value: id, label: editor.nameOf(id) }));
}

/** The teams that entries can be written for. */
export function teamsOf(editor: EditorState): { value: TeamId; label: string }[] {
  return editor.teams.flatMap(({ id, name }) => (id === null ? [] : [{ value: id, label: name }]));
}
