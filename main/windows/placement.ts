/** A rectangle in screen pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const margin = 8;

/**
 * Where a small window goes: centred below or above the tray icon where its place is known, else
 * near the pointer; always whole inside the work area.
 */
export function placeBy(
  size: Pick<Box, 'width' | 'height'>,
  anchor: Box | { readonly x: number; readonly y: number },
  workArea: Box,
): Pick<Box, 'x' | 'y'> {
  const icon = 'width' in anchor ? anchor : { ...anchor, width: 0, height: 0 };
  const middle = icon.x + icon.width / 2;
  const below = icon.y + icon.height + margin;
  const fitsBelow = below + size.height <= workArea.y + workArea.height;
  const y = fitsBelow ? below : icon.y - margin - size.height;
  return {
    x: within(middle - size.width / 2, workArea.x, workArea.width, size.width),
    y: within(y, workArea.y, workArea.height, size.height),
  };
}

function within(wanted: number, start: number, room: number, size: number): number {
  const last = start + room - size - margin;
  return Math.round(Math.max(start + margin, Math.min(wanted, last)));
}
