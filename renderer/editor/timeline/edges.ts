import { runsOf, type Duty } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';

/** When somebody of a team comes on call and goes off, each sorted. */
export interface Edges {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

interface Known extends Edges {
  readonly duties: readonly Duty[];
  readonly span: Interval;
}

const runs = new WeakMap<Duty, { readonly span: Interval; readonly runs: readonly Interval[] }>();
const teams = new Map<string, Known>();
const mostTeams = 64;
/** A draft changes few duties; where more differ, all is counted anew. */
const mostChanged = 16;

/** When a duty's member is on call in a span; worked out once while both stay. */
export function runsIn(duty: Duty, span: Interval): readonly Interval[] {
  const known = runs.get(duty);
  if (known?.span === span) return known.runs;
  const found = runsOf(duty, span);
  runs.set(duty, { span, runs: found });
  return found;
}

/**
 * The edges of a team's duties in a span. What was found last for the team is used again: only the
 * duties that came or went since are taken in or out.
 */
export function edgesOf(duties: readonly Duty[], span: Interval): Edges {
  const team = duties[0]?.teamId ?? '';
  const known = teams.get(team);
  if (known?.duties === duties && known.span === span) return known;
  const edges = (known?.span === span ? adjusted(known, duties, span) : null) ?? all(duties, span);
  if (teams.size >= mostTeams) teams.clear();
  teams.set(team, { ...edges, duties, span });
  return edges;
}

function all(duties: readonly Duty[], span: Interval): Edges {
  const found = duties.map((duty) => runsIn(duty, span));
  const count = found.reduce((sum, list) => sum + list.length, 0);
  const [starts, ends] = [new Float64Array(count), new Float64Array(count)];
  let at = 0;
  for (const list of found)
    for (const { start, end } of list) {
      starts[at] = start;
      ends[at] = end;
      at += 1;
    }
  return { starts: starts.sort(), ends: ends.sort() };
}

function adjusted(known: Known, duties: readonly Duty[], span: Interval): Edges | null {
  const before = new Set(known.duties);
  const after = new Set(duties);
  const gone = known.duties.filter((duty) => !after.has(duty));
  const come = duties.filter((duty) => !before.has(duty));
  if (gone.length + come.length > mostChanged) return null;
  const out = gone.flatMap((duty) => runsIn(duty, span));
  const into = come.flatMap((duty) => runsIn(duty, span));
  return {
    starts: exchanged(
      known.starts,
      out.map((run) => run.start),
      into.map((run) => run.start),
    ),
    ends: exchanged(
      known.ends,
      out.map((run) => run.end),
      into.map((run) => run.end),
    ),
  };
}

/** A sorted list without some of its numbers and with others. */
function exchanged(sorted: Float64Array, out: number[], into: number[]): Float64Array {
  const [goes, comes] = [Float64Array.from(out).sort(), Float64Array.from(into).sort()];
  const made = new Float64Array(sorted.length - goes.length + comes.length);
  let [gone, come, at] = [0, 0, 0];
  for (const value of sorted) {
    if (value === goes[gone]) {
      gone += 1;
      continue;
    }
    for (let next = comes[come]; next !== undefined && next <= value; next = comes[(come += 1)])
      made[at++] = next;
    made[at++] = value;
  }
  made.set(comes.subarray(come), at);
  return made;
}
