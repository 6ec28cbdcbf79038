import type { Duty } from '../../../core/schedule/schedule.ts';
import type { Interval } from '../../../core/time/instant.ts';
import { bareRuns, renewedRuns, runsWhere, type BareRuns } from './bare-runs.ts';

/** When somebody of a team comes on call and goes off, each sorted; and whose runs those are. */
export interface Edges {
  readonly runs: BareRuns;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

const teams = new Map<string, Edges>();
const mostTeams = 64;
/** A draft changes few duties; where more differ, all is counted anew. */
const mostChanged = 16;

/**
 * The edges of a team's duties in a span. What was found last for the team is used again: only the
 * duties that came or went since are taken in or out.
 */
export function edgesOf(duties: readonly Duty[], span: Interval): Edges {
  const team = duties[0]?.teamId ?? '';
  const known = teams.get(team);
  const fits = known?.runs.span === span;
  if (fits && known.runs.duties === duties) return known;
  const edges = (fits ? adjusted(known, duties) : null) ?? all(duties, span);
  if (teams.size >= mostTeams) teams.clear();
  teams.set(team, edges);
  return edges;
}

function all(duties: readonly Duty[], span: Interval): Edges {
  const runs = bareRuns(duties, span);
  return { runs, starts: runs.starts.slice().sort(), ends: runs.ends.slice().sort() };
}

function adjusted(known: Edges, duties: readonly Duty[]): Edges | null {
  const before = new Set(known.runs.duties);
  const after = new Set(duties);
  const gone = known.runs.duties.filter((duty) => !after.has(duty)).length;
  const come = duties.filter((duty) => !before.has(duty)).length;
  if (gone + come > mostChanged) return null;
  const runs = renewedRuns(known.runs, duties);
  const out = runsWhere(known.runs, (duty) => !after.has(duty));
  const into = runsWhere(runs, (duty) => !before.has(duty));
  return {
    runs,
    starts: exchanged(known.starts, out.starts, into.starts),
    ends: exchanged(known.ends, out.ends, into.ends),
  };
}

/** A sorted list without some of its numbers and with others; those are sorted in place. */
function exchanged(sorted: Float64Array, out: Float64Array, into: Float64Array): Float64Array {
  const [goes, comes] = [out.sort(), into.sort()];
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
