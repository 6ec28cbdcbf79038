import {
  planImport,
  type ImportPlan,
  type WantedEntry,
} from '../../../core/exchange/file-import.ts';
import type { Refusal } from '../../../core/schedule/edit/command.ts';
import type { MemberId, TeamId } from '../../../core/schedule/model.ts';
import { dayMs } from '../../../core/time/instant.ts';
import { counted } from '../../../core/text/time.ts';
import type { EditorState } from '../../state/editor.svelte.ts';
import type { FileContent, fitPeople, likelyMember, readFile } from './reading.ts';

/** The parsers, loaded with the first file. */
interface Parsers {
  readonly readFile: typeof readFile;
  readonly fitPeople: typeof fitPeople;
  readonly likelyMember: typeof likelyMember;
}

const horizonDays = 365;

/** A file on its way in: what it says, where it goes, and what that comes to. */
export class FileImport {
  readonly #editor: EditorState;
  #parsers: Parsers | null = null;
  name = $state.raw('');
  content = $state.raw<FileContent | null>(null);
  mode = $state.raw<'add' | 'replace'>('add');
  /** For entries without a team of their own, and for calendars. */
  teamId = $state.raw<TeamId>('');
  /** By the label a calendar gives people. */
  members = $state.raw<Readonly<Record<string, MemberId>>>({});
  plan = $state.raw<ImportPlan | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  /** Stretches of a calendar that no entry can say. */
  unsaid = $state.raw(0);
  busy = $state.raw(false);

  constructor(editor: EditorState) {
    this.#editor = editor;
    this.teamId = editor.task?.teamId ?? editor.teams[0]?.id ?? '';
  }

  async open(file: File): Promise<void> {
    const { workspace, now } = this.#editor.app;
    if (workspace === null) return;
    this.busy = true;
    this.name = file.name;
    const text = await file.text();
    const parsers = await import('./reading.ts');
    this.#parsers = parsers;
    const window = { start: now, end: now + horizonDays * dayMs };
    const content = parsers.readFile(text, workspace.interpretation, window);
    if (content.kind === 'people')
      this.members = Object.fromEntries(
        content.people.map((it) => [it.label, parsers.likelyMember(it, workspace.members) ?? '']),
      );
    this.content = content;
    this.busy = false;
    this.#propose();
  }

  into(teamId: TeamId): void {
    this.teamId = teamId;
    this.#propose();
  }

  as(mode: 'add' | 'replace'): void {
    this.mode = mode;
    this.#propose();
  }

  assign(label: string, memberId: MemberId): void {
    this.members = { ...this.members, [label]: memberId };
    this.#propose();
  }

  #propose(): void {
    const { app } = this.#editor;
    const wanted = this.#wanted();
    this.plan = null;
    this.refusal = null;
    this.#editor.proposal = null;
    if (wanted === null || app.workspace === null) return;
    this.plan = planImport(app.workspace.entries, wanted, this.mode);
    if (this.plan.commands.length === 0) return;
    const title = `Import ${counted(wanted.length, 'entry', 'entries')} from ${this.name}`;
    const proposed = this.#editor.propose(title, this.plan.commands);
    if (proposed?.kind === 'proposed') this.#editor.proposal = proposed.proposal;
    else this.refusal = proposed?.refusal ?? null;
  }

  #wanted(): WantedEntry[] | null {
    const { content, teamId } = this;
    const reading = this.#editor.app.workspace?.interpretation;
    if (content === null || content.kind === 'refused' || reading === undefined) return null;
    if (content.kind === 'entries')
      return content.entries.flatMap((entry) => {
        const { memberId, rule } = entry;
        return memberId === null ? [] : [{ teamId: entry.teamId ?? teamId, memberId, rule }];
      });
    const fit = this.#parsers?.fitPeople(
      content.people,
      (label) => this.members[label] ?? '',
      reading,
    );
    this.unsaid = fit?.unsaid ?? 0;
    return fit?.entries.map((entry) => ({ ...entry, teamId })) ?? null;
  }
}
