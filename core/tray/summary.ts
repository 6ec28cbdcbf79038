import { cut } from '../text/plain.ts';
import type { Instant } from '../time/instant.ts';
import type { Status, WorkspaceStatus } from './status.ts';
import type { TeamStatus } from './team-status.ts';
import {
  capital,
  gapText,
  headline,
  leaveTogether,
  names,
  nextText,
  untilLines,
  type When,
} from './words.ts';

/** What is said of one team, or of a workspace whose teams are not known yet. */
export interface Block {
  readonly id: string;
  readonly workspaceId: string;
  readonly headline: string;
  readonly lines: readonly string[];
  /** The same in one line. */
  readonly short: string;
  readonly label: string;
  readonly team: TeamStatus | null;
}

/** A line on how fresh a workspace's entries are; all fresh is one line. */
export interface StatusLine {
  readonly workspaceId: string | null;
  readonly text: string;
  /** The same without what can be left out where there is little room. */
  readonly short: string;
  readonly fresh: boolean;
}

const longestSuffix = 60;

/** One block per watched team: mine first, then gaps, then my teams, then as listed. */
export function blocksOf(status: Status, when: When, now: Instant): Block[] {
  const several = status.workspaces.length > 1;
  const blocks = status.workspaces.flatMap((workspace) => {
    const suffix = several ? ` (${workspace.name})` : '';
    if (workspace.freshness.state === 'never') return [unreadBlock(workspace)];
    return workspace.teams.map((team) => teamBlock(team, `${team.name}${suffix}`, when, now));
  });
  return blocks
    .map((block, index) => ({ block, rank: rank(block.team, now), index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ block }) => block);
}

function rank(team: TeamStatus | null, now: Instant): number {
  if (team === null) return 3;
  if (team.onCall.some((person) => person.isMe)) return 0;
  if (team.gap !== null && team.gap.start <= now) return 1;
  return team.mine ? 2 : 3;
}

function unreadBlock({ id, name, freshness }: WorkspaceStatus): Block {
  const text = `Not known yet · ${name}`;
  const lines = freshness.reasons.length === 0 ? [] : [freshness.reasons.join(' · ')];
  const shared = { workspaceId: id, headline: text, lines, short: text, label: name, team: null };
  return { id: `workspace:${id}`, ...shared };
}

function teamBlock(team: TeamStatus, label: string, when: When, now: Instant): Block {
  const { workspaceId } = team;
  const id = `team:${workspaceId}:${team.teamId ?? ''}`;
  const next = nextText(team, when);
  const shared = { id, workspaceId, label, team };
  const nextLine = next === null ? [] : [next];
  if (team.onCall.length > 0) {
    const until = untilLines(team, when);
    const ending = until.length === 1 ? ` ${until[0] ?? ''}` : '';
    return {
      ...shared,
      headline: `${headline(team.onCall)} · ${label}`,
      lines: [...until, ...nextLine],
      short: `${capital(names(team.onCall))} · ${label}${ending}`,
    };
  }
  if (!team.known) {
    const text = `Not known who is on call · ${label}`;
    return { ...shared, headline: text, lines: nextLine, short: text };
  }
  const text = `Nobody is on call · ${label}`;
  const { gap } = team;
  if (gap !== null && gap.start <= now) {
    const short = `${gapText(gap, when, now)} · ${label}`;
    return { ...shared, headline: `▲ ${text}`, lines: nextLine, short };
  }
  const line = next === null ? text : `${text}; ${next}`;
  return { ...shared, headline: line, lines: [], short: line };
}

/** "Up to date", or per workspace since when and why it is not. */
export function statusLines(status: Status, when: When): StatusLine[] {
  const several = status.workspaces.length > 1;
  const old = status.workspaces.filter(({ freshness }) => freshness.state !== 'fresh');
  if (old.length === 0) {
    if (status.workspaces.length === 0) return [];
    return [{ workspaceId: null, text: 'Up to date', short: 'Up to date', fresh: true }];
  }
  return old.map((workspace) => {
    const parts = freshnessParts(workspace, when);
    const line = (words: readonly string[]) =>
      `${several ? `${workspace.name}: ` : ''}${words.join(' · ')}`;
    return {
      workspaceId: workspace.id,
      text: line(parts),
      short: line(parts.filter((part) => part !== fromSavedRules)),
      fresh: false,
    };
  });
}

const fromSavedRules = 'computed from saved rules';

function freshnessParts({ freshness }: WorkspaceStatus, when: When): string[] {
  const { state, goodAt, reasons } = freshness;
  if (goodAt === null || state === 'never') return ['not read yet', ...reasons];
  const saved = state === 'stale' ? [fromSavedRules] : [];
  return [`as of ${when.past(goodAt)}`, ...saved, ...reasons];
}

/** All blocks in one line that fits, with what is not fresh at its end. */
export function tooltipText(
  status: Status,
  blocks: readonly Block[],
  lines: readonly StatusLine[],
  longest: number,
): string {
  const sample = status.workspaces.some((workspace) => workspace.sample) ? 'Sample: ' : '';
  const old = lines.find((line) => !line.fresh);
  const suffix = old === undefined ? '' : suffixOf(old);
  const text =
    blocks.length === 0
      ? 'Watchbill: no schedule connected'
      : `${sample}${blocks.map((block) => block.short).join('; ')}`;
  return cut(text, longest - suffix.length) + suffix;
}

/** Why it is not fresh comes last, and is worth more than that saved rules were used. */
function suffixOf({ text, short }: StatusLine): string {
  const whole = ` · ${text}`;
  return whole.length <= longestSuffix ? whole : cut(` · ${short}`, longestSuffix);
}

/** The most pressing thing in a few words, for the menu bar of macOS. */
export function titleText(
  status: Status,
  blocks: readonly Block[],
  when: When,
  now: Instant,
): string {
  const oldest = status.workspaces.find(({ freshness }) => freshness.state !== 'fresh');
  const goodAt = oldest?.freshness.goodAt ?? null;
  const suffix = goodAt === null ? '' : ` · as of ${when.past(goodAt)}`;
  return `${titleHead(status, blocks, when, now)}${suffix}`;
}

function titleHead(status: Status, blocks: readonly Block[], when: When, now: Instant): string {
  switch (status.body) {
    case 'soon': {
      const soon = status.workspaces.flatMap(({ myNext }) => (myNext === null ? [] : [myNext]));
      const start = Math.min(...soon.map(({ shift }) => shift.start));
      return `You from ${when.near(start)}`;
    }
    case 'gap': {
      const gap = blocks.find(({ team }) => (team?.gap?.start ?? Infinity) <= now)?.team?.gap;
      const end = gap?.end ?? null;
      return end === null ? 'Gap' : `Gap until ${when.near(end)}`;
    }
    case 'me':
    case 'someone': {
      const onCall = blocks.find(({ team }) => (team?.onCall.length ?? 0) > 0)?.team?.onCall ?? [];
      const until = leaveTogether(onCall) ? (onCall[0]?.until ?? null) : null;
      const who = capital(names(onCall));
      return until === null ? who : `${who} until ${when.near(until)}`;
    }
    case 'nobody':
      return 'Nobody on call';
    case 'unknown':
      return 'Not known';
  }
}

/** Who is on call in every team, for a chat or a ticket: one line per team, with the zone. */
export function copyText(
  blocks: readonly Block[],
  lines: readonly StatusLine[],
  zone: string,
): string {
  const old = lines.filter((line) => !line.fresh).map((line) => capital(line.text));
  return [...blocks.map((block) => block.short), ...old, `Times in ${zone}`].join('\n');
}
