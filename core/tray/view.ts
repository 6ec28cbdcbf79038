import type { Snapshot } from '../contract/snapshot.ts';
import { cut } from '../text/plain.ts';
import type { Instant } from '../time/instant.ts';
import { menuOf, type MenuItem } from './menu.ts';
import { blocksOf, copyText, statusLines, tooltipText, titleText } from './summary.ts';
import { statusOf, type IconBadge, type IconBody } from './status.ts';
import { whenFor } from './words.ts';

export type { MenuItem } from './menu.ts';

/** What the icon shows: a body, and a badge beside it. */
export interface TrayIcon {
  readonly body: IconBody;
  readonly badge: IconBadge | null;
}

/** Everything the tray shows, ready to draw. */
export interface TrayView {
  readonly icon: TrayIcon;
  /** One short line for the menu bar of macOS. */
  readonly title: string;
  /** One line of at most 127 UTF-16 code units. */
  readonly tooltip: string;
  readonly menu: readonly MenuItem[];
  /** What "Copy who is on call" puts on the clipboard. */
  readonly copy: string;
  /** The first instant at which the view may change while the snapshot stays. */
  readonly nextBoundary: Instant;
}

const longestTooltip = 127;
const longestTitle = 60;

/**
 * What the tray says about a snapshot at an instant, in the viewer's zone and locale. All times
 * are absolute, and nothing changes until `nextBoundary`.
 */
export function trayView(snapshot: Snapshot, now: Instant): TrayView {
  const status = statusOf(snapshot, now);
  const when = whenFor(snapshot.viewer, status.today);
  const blocks = blocksOf(status, when, now);
  const lines = statusLines(status, when);
  return {
    icon: { body: status.body, badge: status.badge },
    title: cut(titleText(status, blocks, when, now), longestTitle),
    tooltip: tooltipText(status, blocks, lines, longestTooltip),
    menu: menuOf({ snapshot, status, blocks, lines, when, now }),
    copy: copyText(blocks, lines, snapshot.viewer.zone),
    nextBoundary: status.changesAt,
  };
}
