import type { EditorState } from '../../state/editor.svelte.ts';

/** The guided changes, as a menu and the palette offer them; a cover begins with the open shift. */
export function planCommands(
  editor: EditorState,
): { readonly id: string; readonly label: string; readonly run: () => void }[] {
  const shift = () => ({ shift: editor.selected });
  return [
    { id: 'rotation', label: 'Build rotation…', run: () => editor.begin('rotation') },
    { id: 'cover', label: 'Cover…', run: () => editor.begin('cover', shift()) },
    { id: 'swap', label: 'Swap…', run: () => editor.begin('swap', shift()) },
    { id: 'leave', label: 'Leave…', run: () => editor.begin('leave') },
  ];
}
