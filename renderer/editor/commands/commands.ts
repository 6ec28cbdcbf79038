import { foundWords } from './matching.ts';
import { planCommands } from '../plan/commands.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import type { Zoom } from '../timeline/span.ts';
import { backOf, forthOf } from './undo.ts';

/** Something the palette or a key can do. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** The key that does it too, as `KeyboardEvent.key`. */
  readonly key?: string;
  readonly run: () => void;
}

const zooms: readonly (readonly [Zoom, string, string])[] = [
  ['week', 'Week', '1'],
  ['two-weeks', '2 weeks', '2'],
  ['month', 'Month', '3'],
  ['quarter', 'Quarter', '4'],
];

/** Everything that can be done now. */
export function commandsOf(editor: EditorState): Command[] {
  const { app } = editor;
  const go = (screen: EditorState['screen']) => () => (editor.screen = screen);
  const show = (zoom: Zoom) => () => {
    editor.screen = 'timeline';
    editor.zoom = zoom;
  };
  return [
    { id: 'new', label: 'New shift', key: 'n', run: () => editor.create() },
    ...planCommands(editor),
    { id: 'today', label: 'Go to today', key: 't', run: () => editor.goToday() },
    { id: 'back', label: 'Go back', key: '[', run: () => editor.step(-1) },
    { id: 'forward', label: 'Go forward', key: ']', run: () => editor.step(1) },
    ...zooms.map(([zoom, label, key]) => ({
      id: zoom,
      label: `Show ${label}`,
      key,
      run: show(zoom),
    })),
    { id: 'list', label: 'Show the list of entries', key: '5', run: go('list') },
    { id: 'load', label: 'Show the load', key: '6', run: go('load') },
    { id: 'clocks', label: 'Show clock changes', key: '7', run: go('clocks') },
    { id: 'problems', label: 'Show problems', key: 'p', run: go('problems') },
    { id: 'zone', label: 'Swap schedule and viewer zone', key: 'z', run: () => app.swapZone() },
    { id: 'refresh', label: 'Refresh now', key: 'r', run: () => app.refresh() },
    {
      id: 'settings',
      label: 'Open settings',
      key: ',',
      run: () => void app.road.call('window.open', { screen: 'settings' }),
    },
    { id: 'import', label: 'Import a calendar, CSV or JSON', run: () => editor.begin('import') },
    {
      id: 'export',
      label: 'Export a calendar, CSV or JSON',
      run: () => (editor.dialog = 'export'),
    },
    { id: 'connect', label: 'Connect PingHome', run: () => (editor.dialog = 'connect') },
    { id: 'keys', label: 'Show all keys', key: '?', run: () => (editor.dialog = 'keys') },
    ...stepCommands(editor),
    ...teamCommands(editor),
    ...peopleCommands(editor),
  ];
}

function stepCommands(editor: EditorState): Command[] {
  const [back, forth] = [backOf(editor), forthOf(editor)];
  return [
    ...(back === null ? [] : [{ id: 'undo', label: `Undo: ${back.words}`, run: back.run }]),
    ...(forth === null ? [] : [{ id: 'redo', label: `Redo: ${forth.words}`, run: forth.run }]),
  ];
}

function teamCommands(editor: EditorState): Command[] {
  const all = { id: 'team', label: 'Show all teams', run: () => (editor.chosenTeamId = null) };
  const each = editor.teams.map((team) => ({
    id: `team ${team.id ?? ''}`,
    label: `Show team ${team.name}`,
    run: () => (editor.chosenTeamId = team.id),
  }));
  return editor.teams.length > 1 ? [all, ...each] : each;
}

function peopleCommands(editor: EditorState): Command[] {
  return (editor.app.workspace?.members ?? []).map((member) => ({
    id: `person ${member.id}`,
    label: `Find ${member.name}`,
    run: () => {
      editor.chosenTeamId = null;
      editor.screen = 'timeline';
      editor.search = member.name;
    },
  }));
}

/** The commands whose label has every word of a search, at most as many as can be looked over. */
export function matching(commands: readonly Command[], search: string): Command[] {
  return commands.filter((it) => foundWords(it.label, search)).slice(0, 12);
}
