import type { Failure } from '../../../core/contract/failure.ts';
import { withLeave } from '../../../core/schedule/leave.ts';
import type { Leave } from '../../../core/schedule/model.ts';
import { counted } from '../../../core/text/time.ts';
import type { EditorState } from '../../state/editor.svelte.ts';

/** Leave as the workspace keeps it: each change is saved at once, and told. */
export class LeaveKeeping {
  readonly #editor: EditorState;
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  constructor(editor: EditorState) {
    this.#editor = editor;
  }

  add(more: readonly Leave[]): Promise<boolean> {
    const said = `${counted(more.length, 'period')} of leave added.`;
    return this.#keep((known) => withLeave(known, more), said);
  }

  remove(leave: Leave): Promise<boolean> {
    return this.#keep((known) => known.filter((it) => !isSame(it, leave)), 'Leave removed.');
  }

  async #keep(change: (known: readonly Leave[]) => Leave[], said: string): Promise<boolean> {
    const { workspace, road } = this.#editor.app;
    if (workspace === null || this.busy) return false;
    this.busy = true;
    const leave = change(workspace.leave);
    const answer = await road.call('workspace.change', { workspaceId: workspace.id, leave });
    this.busy = false;
    this.failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.#editor.said = said;
    return answer.ok;
  }
}

function isSame(a: Leave, b: Leave): boolean {
  return a.memberId === b.memberId && a.from === b.from && a.to === b.to;
}
