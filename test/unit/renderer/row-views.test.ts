import { describe, expect, test } from 'vitest';
import { daysFromCivil } from '../../../core/time/civil.ts';
import { clockIn } from '../../../core/time/format.ts';
import { minuteMs } from '../../../core/time/instant.ts';
import { zoneTable } from '../../../core/time/zone.ts';
import { watch, type Watched } from '../../../core/tray/workspace.ts';
import { withEntry } from '../../../renderer/editor/preview.ts';
import { barsOf, shiftsShown } from '../../../renderer/editor/timeline/bars.ts';
import {
  groupsOf,
  RowViews,
  type MemberView,
  type Scene,
} from '../../../renderer/editor/timeline/row-views.ts';
import { numbered, rowsOf, type Line } from '../../../renderer/editor/timeline/rows.ts';
import { spanOf } from '../../../renderer/editor/timeline/span.ts';
import { people, sampleEntries, sampleNow, workspaceWith } from '../../support/sample-snapshot.ts';

const lisbon = zoneTable('Europe/Lisbon');
const span = spanOf(lisbon, 'week', daysFromCivil(2026, 11, 23), 1);
const frame = {
  span,
  clock: clockIn('Europe/Lisbon', 'en-GB'),
  trackPx: 1_000,
  measure: (text: string) => text.length * 8,
};
const watched = watching();
const scene: Scene = { frame, now: sampleNow, watched, opened: null };
const first = sampleEntries[0];
if (first === undefined) throw new Error('the sample is empty');

function watching(): Watched {
  const found = watch(workspaceWith());
  if (found === null) throw new Error('no zone');
  return found;
}

function linesOf(before: readonly Line[] = [], schedule = watched.schedule): Line[] {
  const rows = rowsOf(
    schedule,
    watched.teams,
    before.map((line) => line.row),
  );
  return numbered(rows, before);
}

const names = (views: readonly { kind: string; row: { key: string } }[]): string[] =>
  views.map((it) => it.row.key.split('\n').at(-1) ?? '');

describe('what is drawn of the rows', () => {
  test('a second and a scroll draw nothing again that stays as it is', () => {
    const views = new RowViews();
    const lines = linesOf();
    const before = views.of(lines, scene, null);
    expect(views.of(lines, { ...scene, now: sampleNow + 1_000 }, null)).toEqual(before);
    const after = views.of(lines.slice(2), { ...scene, now: sampleNow + 2_000 }, null);
    for (const view of after) expect(before.some((it) => it === view)).toBe(true);
  });

  test('a draft of one person draws that row and no other', () => {
    const views = new RowViews();
    const lines = linesOf();
    const before = views.of(lines, scene, null);
    const moved = { ...first, rule: { ...first.rule, startTime: '10:00:00' } };
    const drafted = linesOf(lines, withEntry(watched.schedule, first, moved));
    const after = views.of(drafted, scene, null);
    const changed = after.filter((view, i) => view !== before[i]);
    expect(names(changed)).toEqual([people.ana.id]);
    const bars = changed.flatMap((view) => (view.kind === 'member' ? view.bars : []));
    expect(
      bars.every(({ look, name }) => look.includes('proposed') && name.endsWith(', not saved yet')),
    ).toBe(true);
    expect(
      views
        .of(linesOf(drafted), scene, null)
        .some(
          (it) => it.kind === 'member' && it.bars.some(({ look }) => look.includes('proposed')),
        ),
    ).toBe(false);
  });

  test('opening an entry and moving the tab stop draw the rows concerned only', () => {
    const views = new RowViews();
    const lines = linesOf();
    const before = views.of(lines, scene, { row: 1, item: 0 });
    const opened = { entryId: first.id, memberId: people.ana.id.toUpperCase() };
    const open = views.of(lines, { ...scene, opened }, { row: 1, item: 0 });
    expect(names(open.filter((view, i) => view !== before[i]))).toEqual([people.ana.id]);
    const tabbed = views.of(lines, { ...scene, opened }, { row: 3, item: 1 });
    expect(names(tabbed.filter((view, i) => view !== open[i]))).toEqual([
      people.ana.id,
      people.mira.id,
    ]);
    const bars = tabbed.flatMap((view) => (view.kind === 'member' ? view.bars : []));
    expect(bars.filter((bar) => bar.tabindex === 0)).toHaveLength(1);
    expect(bars.filter((bar) => bar.open).map((bar) => bar.look)).toContain('shift open running');
  });

  test('a shift that begins is drawn as running when its time comes', () => {
    const views = new RowViews();
    const ana = (now: number): MemberView => {
      const found = views.of(linesOf(), { ...scene, now }, null)[1];
      if (found?.kind !== 'member') throw new Error('no row');
      return found;
    };
    const start = Date.UTC(2026, 10, 26, 9);
    const running = (now: number) => ana(now).bars.map((bar) => bar.look.includes('running'));
    expect(running(start - minuteMs)).toEqual([false, false]);
    expect(running(start)).toEqual([false, true]);
  });

  test('lines are grouped by team, also when a team’s own line is scrolled away', () => {
    const lines = linesOf().slice(2);
    const groups = groupsOf(new RowViews().of(lines, scene, null));
    expect(groups.map(({ team, members }) => [team?.row.team.name, members.length])).toEqual([
      [undefined, 3],
      ['Payments', 3],
    ]);
  });
});

describe('the bars of a row', () => {
  const state = {
    member: 'Ana',
    team: 'Platform',
    runningFrom: null,
    openId: null,
    tabItem: null,
    proposed: [],
  };
  const shift = (start: number, end: number) => ({
    teamId: null,
    memberId: 'a',
    start,
    end,
    openStart: false,
    openEnd: false,
    entryIds: ['e'],
  });

  test('a bar keeps its key within its day, and no two share one', () => {
    const at = (hour: number) => span.start + hour * 60 * minuteMs;
    const keys = (...starts: number[]) =>
      barsOf(
        starts.map((start) => shift(start, start + minuteMs)),
        frame,
        state,
      ).map((bar) => bar.key);
    expect(keys(at(1))).toEqual(keys(at(2)));
    expect(keys(at(1))).not.toEqual(keys(at(25)));
    const hourly = Array.from({ length: 7 * 24 }, (_, hour) => at(hour));
    expect(new Set(keys(...hourly)).size).toBe(hourly.length);
  });

  test('no label is worked out where none has room', () => {
    const measure = () => {
      throw new Error('measured');
    };
    const narrow = { ...frame, trackPx: 100, measure };
    const [bar] = barsOf([shift(span.start, span.start + 60 * minuteMs)], narrow, state);
    expect(bar?.label).toBe('');
    expect(bar?.name).toBe('Ana, Monday 23 November 00:00 to 01:00, Platform');
  });

  test('shifts are worked out once for each duty and span', () => {
    const duty = watched.schedule.duties[0] ?? null;
    expect(shiftsShown(duty, span)).toBe(shiftsShown(duty, span));
    const next = spanOf(lisbon, 'week', daysFromCivil(2026, 11, 30), 1);
    expect(shiftsShown(duty, next)).not.toEqual(shiftsShown(duty, span));
    expect(shiftsShown(null, span)).toEqual([]);
  });
});
