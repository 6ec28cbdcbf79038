import type { Snapshot, WorkspaceState } from '../contract/snapshot.ts';
import { coverage } from '../schedule/coverage.ts';
import { sameId } from '../schedule/schedule.ts';
import { dayMs, type Instant, type Interval } from '../time/instant.ts';
import { intersect, subtract } from '../time/interval.ts';
import { counted } from '../text/time.ts';
import { oneLine } from '../text/plain.ts';
import { dayOf } from '../tray/day.ts';
import { doubtsIn } from '../tray/doubt.ts';
import { watch, watchedWorkspaces, type Watched, type WatchedTeam } from '../tray/workspace.ts';
import { whenFor, type When } from '../tray/words.ts';
import { failed, type Answer } from './outcome.ts';
import type { Command } from './command.ts';

type Check = Extract<Command, { kind: 'check' }>;

interface Finding {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Gaps against the contracts in the next days, from the last whole read. One line per gap or
 * team; 1 if there is a gap, 2 if that can't be told, 0 with "no contract" where none is set.
 */
export function checkAnswer(snapshot: Snapshot, check: Check, now: Instant): Answer {
  const workspaces = watchedWorkspaces(snapshot);
  if (workspaces.every((workspace) => workspace.read.goodAt === null))
    return failed('nothing was read yet: open Watchbill once.');
  const when = whenFor(snapshot.viewer, dayOf(snapshot.viewer.zone, now));
  const window = { start: now, end: now + check.days * dayMs };
  const findings = workspaces.flatMap((workspace) => checked(workspace, check, window, when));
  if (findings.length === 0)
    return failed(
      check.team === null ? 'no team is known.' : `there is no team “${oneLine(check.team)}”.`,
    );
  const codes = findings.map((finding) => finding.exitCode);
  return {
    stdout: `${findings.flatMap((finding) => finding.lines).join('\n')}\n`,
    stderr: '',
    exitCode: codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0,
  };
}

function checked(workspace: WorkspaceState, check: Check, window: Interval, when: When): Finding[] {
  const watched = watch(workspace);
  const { goodAt, incomplete } = workspace.read;
  if (watched === null || goodAt === null)
    return check.team === null ? [{ lines: [`${workspace.name}: unreadable`], exitCode: 2 }] : [];
  const teams = watched.teams.filter((team) => check.team === null || isNamed(team, check.team));
  return teams.map((team) => {
    if (team.contract.kind === 'none') return { lines: [`${team.name}: no contract`], exitCode: 0 };
    if (incomplete.length > 0)
      return { lines: [`${team.name}: not known, the last read was incomplete`], exitCode: 2 };
    return gapsFound(watched, team, window, when);
  });
}

function isNamed(team: WatchedTeam, wanted: string): boolean {
  return (
    (team.id !== null && sameId(team.id) === sameId(wanted)) ||
    team.name.toLowerCase() === wanted.toLowerCase()
  );
}

function gapsFound(watched: Watched, team: WatchedTeam, window: Interval, when: When): Finding {
  const { gaps } = coverage(watched.schedule, team.id, window, team.contract);
  const doubtful = doubtsIn(watched, team, window);
  const sure = subtract(gaps, doubtful);
  const days = counted(Math.round((window.end - window.start) / dayMs), 'day');
  const lines = sure.map((gap) => `${team.name}: gap ${rangeOf(gap, window, when)}`);
  if (lines.length > 0) return { lines, exitCode: 1 };
  if (intersect(gaps, doubtful).length > 0)
    return { lines: [`${team.name}: not known, an entry names no member or no team`], exitCode: 2 };
  return { lines: [`${team.name}: no gap in ${days}`], exitCode: 0 };
}

function rangeOf(gap: Interval, window: Interval, when: When): string {
  if (gap.end < window.end) return when.range(gap.start, gap.end);
  return `from ${when.dated(gap.start)}, beyond ${when.dated(window.end)}`;
}
