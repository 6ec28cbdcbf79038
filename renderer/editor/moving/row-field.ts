import type { Instant, Interval } from '../../../core/time/instant.ts';
import { placed } from '../timeline/span.ts';

/** Where the rows of the timeline are on screen. */
interface Rows {
  readonly box: HTMLElement | undefined;
  readonly span: Interval;
  readonly namesPx: number;
  readonly trackPx: number;
  readonly rowPx: number;
}

/** Where a pointer is over the timeline's rows. */
export interface Aim {
  readonly row: number;
  readonly at: Instant;
  /** Over the part of the row that stands for time. */
  readonly onTrack: boolean;
}

/** Reads places on screen as rows and instants, and the other way round. */
export class RowField {
  readonly #rows: () => Rows;

  constructor(rows: () => Rows) {
    this.#rows = rows;
  }

  aim({ clientX, clientY }: MouseEvent): Aim {
    const { span, namesPx, trackPx, rowPx } = this.#rows();
    const { left, top } = this.#corner();
    const x = clientX - left - namesPx;
    const at = span.start + (x / trackPx) * (span.end - span.start);
    return {
      row: Math.floor((clientY - top) / Math.max(rowPx, 1)),
      at: Math.round(Math.min(Math.max(at, span.start), span.end)),
      onTrack: x >= 0 && x <= trackPx,
    };
  }

  /** Where something of a row begins on screen, and the row's edges. */
  anchor(interval: Interval, row: number): { left: number; top: number; bottom: number } {
    const { span, namesPx, trackPx, rowPx } = this.#rows();
    const corner = this.#corner();
    const left = corner.left + namesPx + (placed(interval, span).left / 100) * trackPx;
    const top = corner.top + row * rowPx;
    return { left, top, bottom: top + rowPx };
  }

  #corner(): { readonly left: number; readonly top: number } {
    return this.#rows().box?.getBoundingClientRect() ?? { left: 0, top: 0 };
  }
}
