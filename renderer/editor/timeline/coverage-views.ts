import { hours } from '../../../core/text/time.ts';
import type { MemberId } from '../../../core/schedule/model.ts';
import { namesOf } from '../people.ts';
import type { Frame } from './bars.ts';
import { mostNamed, type CoveragePiece } from './coverage-strip.ts';
import { fitting, fullTime } from './labels.ts';
import { placed } from './span.ts';

/** A stretch of the coverage line as it is drawn, worked out in one go. */
export interface PieceView {
  readonly piece: CoveragePiece;
  readonly key: string;
  readonly style: string;
  /** What stands on a gap, where there is room. */
  readonly label: string;
  /** All of it in words. */
  readonly name: string;
}

const paddingPx = 10;

/** How the stretches of a team's coverage line are drawn, in their order. */
export function viewsOf(
  pieces: readonly CoveragePiece[],
  { span, clock, trackPx, measure }: Frame,
  team: string,
  nameOf: (memberId: MemberId) => string,
): PieceView[] {
  return pieces.map((piece) => {
    const { kind, start, end } = piece;
    const { left, width } = placed(piece, span);
    const room = (width / 100) * trackPx - paddingPx;
    const when = `${fullTime(clock, start)} to ${fullTime(clock, end)}, ${team}`;
    return {
      piece,
      key: `${kind}${start}`,
      style: `left:${left}%;width:${width}%`,
      label: kind === 'gap' ? fitting([hours(end - start)], room, measure) : '',
      name:
        kind === 'doubled'
          ? `Overlap, ${when}: ${overlapNames(piece.memberIds.map(nameOf))}`
          : `${kind === 'gap' ? 'Gap' : 'Covered'}, ${when}`,
    };
  });
}

function overlapNames(names: readonly string[]): string {
  if (names.length <= mostNamed) return namesOf(names);
  return `${names.slice(0, mostNamed).join(', ')} and others`;
}
