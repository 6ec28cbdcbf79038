import type { Snapshot } from '../contract/snapshot.ts';
import type { Instant } from '../time/instant.ts';
import { statusOf, type Status } from '../tray/status.ts';
import { blocksOf, statusLines } from '../tray/summary.ts';
import { trayView } from '../tray/view.ts';
import { whenFor } from '../tray/words.ts';
import type { Answer } from './outcome.ts';

/** Who is on call in every team: lines for people, or JSON for status bars and scripts. */
export function whoAnswer(snapshot: Snapshot, json: boolean, now: Instant): Answer {
  const status = statusOf(snapshot, now);
  const readable = status.workspaces.some(({ freshness }) => freshness.state !== 'never');
  const stdout = json ? `${whoJson(snapshot, status, now)}\n` : whoLines(snapshot, status, now);
  if (readable) return { stdout, stderr: '', exitCode: 0 };
  return { stdout, stderr: 'watchbill: nothing was read yet: open Watchbill once.\n', exitCode: 2 };
}

function whoLines(snapshot: Snapshot, status: Status, now: Instant): string {
  const when = whenFor(snapshot.viewer, status.today);
  const blocks = blocksOf(status, when, now).flatMap((block) => [
    block.headline,
    ...block.lines.map((text) => `  ${text}`),
  ]);
  const old = statusLines(status, when).filter((line) => !line.fresh);
  const lines = [...blocks, ...old.map((line) => `(${line.text})`)];
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** `text`, `tooltip` and `class` are what Waybar reads; the rest is for scripts. */
function whoJson(snapshot: Snapshot, status: Status, now: Instant): string {
  const view = trayView(snapshot, now);
  return JSON.stringify({
    text: view.title,
    tooltip: view.tooltip,
    class: [view.icon.body, ...(view.icon.badge === null ? [] : [view.icon.badge])],
    now: iso(now),
    changesAt: iso(view.nextBoundary),
    workspaces: status.workspaces.map(({ id, name, sample, freshness, teams, myNext }) => ({
      id,
      name,
      sample,
      state: freshness.state,
      readAt: iso(freshness.goodAt),
      reasons: freshness.reasons,
      myNextShift:
        myNext === null
          ? null
          : {
              teamId: myNext.shift.teamId,
              start: iso(myNext.shift.start),
              end: myNext.shift.openEnd ? null : iso(myNext.shift.end),
            },
      teams: teams.map((team) => ({
        id: team.teamId,
        name: team.name,
        known: team.known,
        onCall: team.onCall.map((person) => ({
          id: person.memberId,
          name: person.name,
          me: person.isMe,
          until: iso(person.until),
        })),
        next:
          team.next === null
            ? null
            : {
                at: iso(team.next.at),
                names: team.next.people.map((it) => it.name),
                sure: team.next.sure,
              },
        gap: team.gap === null ? null : { start: iso(team.gap.start), end: iso(team.gap.end) },
      })),
    })),
  });
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
