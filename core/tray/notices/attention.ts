import type { Failure } from '../../contract/failure.ts';
import { attentionText } from '../../text/attention.ts';
import { failureText } from '../../text/failure.ts';
import { hourMs, minuteMs, type Instant } from '../../time/instant.ts';
import { watchedWorkspaces } from '../workspace.ts';
import type { Scene } from './mine.ts';
import { settlesNothing } from './record.ts';
import type { Wanted } from './wanted.ts';

/** Something the person must see to, as long as it lasts. */
export interface Cause {
  readonly id: string;
  readonly workspaceId: string | null;
  readonly title: string;
  readonly line: string;
}

/** PingHome is reported unreadable after this long, counted while awake. */
export const unreadableMs = 15 * minuteMs;
const againAfterMs = hourMs;

/** The causes there are now: a token refused, a keychain locked, PingHome unreadable, no service. */
export function causesOf({ snapshot, record, when }: Scene): Cause[] {
  const workspaces = watchedWorkspaces(snapshot);
  const several = workspaces.length > 1;
  const causes: Cause[] = workspaces.flatMap((workspace) => {
    const { failure } = workspace.read;
    const kind =
      failure === null ? null : causeKind(failure, record.unreadable[workspace.id]?.awakeMs ?? 0);
    if (failure === null || kind === null) return [];
    const text = failureText(failure, when.past);
    return [
      {
        id: `attention:${workspace.id}:${kind}`,
        workspaceId: workspace.id,
        title: several ? `${text.title} · ${workspace.name}` : text.title,
        line: `${text.sentence} ${text.remedy}`.trim(),
      },
    ];
  });
  for (const it of snapshot.attention)
    if (it.kind === 'keychain' || it.kind === 'service' || it.kind === 'no-tray')
      causes.push({
        id: `attention:${it.kind}`,
        workspaceId: null,
        title:
          it.kind === 'no-tray'
            ? 'No tray on this desktop'
            : failureText(it.failure, when.past).title,
        line: attentionText(it, when.past),
      });
  return causes;
}

/** The causes to be told: new ones, and those that came back after at least an hour. */
export function aboutAttention(scene: Scene): Wanted[] {
  const { record, now } = scene;
  return causesOf(scene).flatMap((cause) => {
    const before = record.causes[cause.id];
    if (before !== undefined && !before.recovered) return [];
    const again = (before?.toldAt ?? null) === null ? now : (before?.toldAt ?? 0) + againAfterMs;
    return [wanted(cause, Math.max(now, again), now)];
  });
}

function wanted(cause: Cause, dueAt: Instant, now: Instant): Wanted {
  return {
    kind: 'attention',
    id: cause.id,
    dueAt,
    usefulUntil: Number.POSITIVE_INFINITY,
    group: cause.id,
    tag: cause.id,
    words: () => cause,
    speaksOf: now,
    covers: [],
    target: { screen: 'settings', workspaceId: cause.workspaceId, teamId: null, at: null },
    settles: { ...settlesNothing, causes: [cause.id] },
  };
}

function causeKind(
  failure: Failure,
  unreadableForMs: number,
): 'token' | 'keychain' | 'unreadable' | null {
  if (failure.kind === 'unauthorized' || failure.kind === 'no-token') return 'token';
  if (failure.kind === 'keychain-locked') return 'keychain';
  return unreadableForMs >= unreadableMs ? 'unreadable' : null;
}
