import { flushSync, mount } from 'svelte';
import '../../../../renderer/theme/tokens.css';
import '../../../../renderer/theme/base.css';
import type { Snapshot } from '../../../../core/contract/snapshot.ts';
import { dutiesOfTeam } from '../../../../core/schedule/schedule.ts';
import { shiftsOf } from '../../../../core/schedule/shifts.ts';
import { dayMs, minuteMs } from '../../../../core/time/instant.ts';
import { roadOver } from '../../../../renderer/bridge.svelte.ts';
import { AppState } from '../../../../renderer/state/app.svelte.ts';
import { EditorState } from '../../../../renderer/state/editor.svelte.ts';
import { FakeBridge } from '../../../../test/support/fake-bridge.ts';
import { teams } from '../../../../test/support/sample-snapshot.ts';
import { bench } from './lab.ts';
import Ours from './Ours.svelte';
import { month, moved, now, snapshotOf } from './workload.ts';

let snapshot: Snapshot | null = null;
let editor: EditorState | null = null;

/** Opens the single shift of a member, so that the next change of the draft moves it. */
function openSingle(state: EditorState): void {
  const { schedule } = state;
  const duty = schedule === null ? undefined : dutiesOfTeam(schedule, teams.platform)[moved];
  const single = duty?.entries.find(({ entry }) => entry.rule.startDate !== null)?.entry;
  const shift =
    duty === undefined
      ? undefined
      : shiftsOf(duty, month).find((it) => it.entryIds.some((id) => id === single?.id));
  if (shift === undefined) throw new Error('there is no shift to move');
  flushSync(() => state.open(shift));
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

bench({
  prepare: (people) => (snapshot = snapshotOf(people)),
  // From the snapshot as it comes from main: compiling the rules belongs to it.
  mount(target) {
    if (snapshot === null) throw new Error('nothing is ready');
    const app = new AppState(roadOver(new FakeBridge(snapshot)));
    editor = new EditorState(app);
    app.now = now;
    app.take(snapshot);
    editor.zoom = 'month';
    editor.anchor = Math.floor(now / dayMs);
    mount(Ours, { target, props: { app, editor } });
  },
  scroller: (target) => target.querySelector<HTMLElement>('.timeline') ?? target,
  move(quarters) {
    if (editor === null) throw new Error('nothing is mounted');
    if (editor.draft === null) openSingle(editor);
    const from = 10 * 60 + (quarters * 15 * minuteMs) / minuteMs;
    editor.draft?.change({ startTime: clockTime(from), endTime: clockTime(from + 240) });
  },
});
