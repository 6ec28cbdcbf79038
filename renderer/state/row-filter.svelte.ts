import type { MemberId } from '../../core/schedule/model.ts';
import { sameId, type Schedule } from '../../core/schedule/schedule.ts';
import { troubledMembers } from '../editor/timeline/troubled.ts';
import type { Row } from '../editor/timeline/rows.ts';
import type { Span } from '../editor/timeline/span.ts';
import type { AppState } from './app.svelte.ts';

/** What filters need of the editor they are in. */
interface Editor {
  readonly app: AppState;
  readonly schedule: Schedule | null;
  readonly span: Span;
  nameOf(memberId: MemberId): string;
}

/** Which rows of the timeline are let through. */
export class RowFilter {
  readonly #editor: Editor;
  search = $state.raw('');
  /** Only the viewer's own row. */
  mine = $state.raw(false);
  /** Only rows of those with something wrong in the time shown. */
  problems = $state.raw(false);

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  // Worked out only while it is asked for.
  readonly #troubled = $derived.by(() => {
    const { app, schedule, span } = this.#editor;
    if (!this.problems || schedule === null || app.watched === null) return null;
    return troubledMembers(schedule, app.watched.teams, app.workspace?.leave ?? [], span);
  });

  clear(): void {
    this.search = '';
    this.mine = false;
    this.problems = false;
  }

  lets(row: Row): boolean {
    if (row.kind === 'team') return true;
    const { memberId } = row;
    if (this.mine && this.#editor.app.watched?.isMe(memberId) !== true) return false;
    if (this.#troubled?.has(sameId(memberId)) === false) return false;
    const wanted = this.search.trim().toLowerCase();
    if (wanted === '') return true;
    return [this.#editor.nameOf(memberId), row.team.name].some((it) =>
      it.toLowerCase().includes(wanted),
    );
  }

  /** Why no row is left, in words. */
  get emptyWords(): string {
    if (this.search !== '') return `Nobody matches “${this.search}”.`;
    if (this.problems) return 'Nobody here has a problem in this time.';
    if (this.mine) return 'You are in no team shown here.';
    return 'This team has no members yet.';
  }
}
