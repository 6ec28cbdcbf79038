import type { Snapshot } from '../contract/snapshot.ts';
import { attentionWord } from '../text/attention.ts';
import type { Instant } from '../time/instant.ts';
import { labelOf, mayLackShifts, myNextOf } from './mine.ts';
import type { Status } from './status.ts';
import type { Block, StatusLine } from './summary.ts';
import { gapText, type When } from './words.ts';

/**
 * A line of the tray's menu. Labels are plain text: whoever draws them escapes `&`.
 * Actions: `open`, `refresh`, `mute:1h`, `mute:tomorrow`, `unmute`, `copy`, `connect`, `settings`,
 * `quit`, `more`, `team:<workspace>:<team>`, `workspace:<workspace>`, `sign-in:<workspace>`.
 */
export type MenuItem =
  | { readonly kind: 'line'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly label: string;
      readonly enabled: boolean;
    }
  | {
      readonly kind: 'submenu';
      readonly id: string;
      readonly label: string;
      readonly items: readonly MenuItem[];
    }
  | { readonly kind: 'separator'; readonly id: string };

/** What the menu is made of. */
export interface MenuParts {
  readonly snapshot: Snapshot;
  readonly status: Status;
  readonly blocks: readonly Block[];
  readonly lines: readonly StatusLine[];
  readonly when: When;
  readonly now: Instant;
}

const mostBlocks = 5;
const mostGaps = 3;

/** The whole menu, from who is on call down to Quit. */
export function menuOf(parts: MenuParts): MenuItem[] {
  const { blocks, snapshot } = parts;
  const more = blocks.length - mostBlocks;
  return [
    ...sampleLine(parts),
    ...(blocks.length === 0 ? [line('none', 'No schedule is connected yet')] : []),
    ...blocks.slice(0, mostBlocks).flatMap(blockItems),
    ...(more > 0 ? [action('more', `Open schedule for ${more} more`)] : []),
    separator('after-teams'),
    ...mineAndGaps(parts),
    action('open', 'Open schedule…'),
    action('refresh', 'Refresh now', snapshot.workspaces.length > 0),
    ...muteItems(parts),
    action('copy', 'Copy who is on call', blocks.length > 0),
    ...connectItems(parts),
    separator('after-actions'),
    ...freshnessItems(parts),
    action('settings', 'Settings…'),
    action('quit', 'Quit Watchbill'),
  ];
}

function sampleLine({ status }: MenuParts): MenuItem[] {
  const sample = status.workspaces.some((workspace) => workspace.sample);
  return sample ? [line('sample', 'Sample')] : [];
}

function blockItems(block: Block): MenuItem[] {
  return [
    action(block.id, block.headline),
    ...block.lines.map((text, index) => line(`${block.id}:${index}`, `  ${text}`)),
  ];
}

function mineAndGaps({ status, blocks, when, now }: MenuParts): MenuItem[] {
  const several = blocks.length > 1;
  const items: MenuItem[] = [];
  const next = myNextOf(status.workspaces);
  if (next !== null) {
    const team = several ? ` (${labelOf(next, blocks)})` : '';
    items.push(line('my-next', `Your next shift: ${when.dated(next.shift.start)}${team}`));
  } else if (mayLackShifts(status.workspaces))
    items.push(line('my-next', 'Your next shift: none planned'));
  for (const { team, label, id } of blocks.filter((block) => block.team?.gap).slice(0, mostGaps)) {
    const gap = team?.gap ?? null;
    if (gap !== null) items.push(line(`gap:${id}`, `▲ ${gapText(gap, when, now)} (${label})`));
  }
  return items.length === 0 ? [] : [...items, separator('after-mine')];
}

function muteItems({ status, when }: MenuParts): MenuItem[] {
  const until = status.mutedUntil;
  if (until !== null)
    return [
      line('muted', `Notifications muted until ${when.dated(until)}`),
      action('unmute', 'Unmute notifications'),
    ];
  const items = [
    action('mute:1h', '1 h'),
    // On a day's first nine hours "tomorrow 09:00" is farther away than a mute may last.
    action('mute:tomorrow', 'until tomorrow 09:00 (at most 24 h)'),
  ];
  return [{ kind: 'submenu', id: 'mute', label: 'Mute notifications', items }];
}

function connectItems({ snapshot, status }: MenuParts): MenuItem[] {
  const several = status.workspaces.length > 1;
  const signIn = status.workspaces
    .filter(({ freshness }) => freshness.badge === 'sign-in')
    .map(({ id, name }) => action(`sign-in:${id}`, several ? `Sign in to ${name}…` : 'Sign in…'));
  const connected = snapshot.workspaces.some((workspace) => workspace.kind === 'pinghome');
  return connected ? signIn : [...signIn, action('connect', 'Connect PingHome…')];
}

function freshnessItems({ snapshot, lines, when }: MenuParts): MenuItem[] {
  const items = [
    ...snapshot.attention.map((it) =>
      line(`attention:${it.kind}`, `! ${attentionWord(it, when.past)}`),
    ),
    ...lines.map(({ text, workspaceId }, index) =>
      line(index === 0 ? 'status' : `status:${workspaceId ?? ''}`, text),
    ),
  ];
  return items.length === 0 ? [] : [...items, separator('after-status')];
}

function line(id: string, label: string): MenuItem {
  return { kind: 'line', id, label };
}

function action(id: string, label: string, enabled = true): MenuItem {
  return { kind: 'action', id, label, enabled };
}

function separator(id: string): MenuItem {
  return { kind: 'separator', id };
}
