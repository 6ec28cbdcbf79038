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

/** So much of a window must be in sight to be caught with the pointer, its top above all. */
const reachable = { width: 80, height: 40 } as const;

/**
 * Where a window comes back: where it was, also half outside, as long as it can be reached there;
 * else whole inside the work area that is nearest, no larger than that.
 */
export function comeBack(place: Box, workArea: Box): Box {
  const isReachable =
    place.x < workArea.x + workArea.width - reachable.width &&
    place.x + place.width > workArea.x + reachable.width &&
    place.y < workArea.y + workArea.height - reachable.height &&
    place.y >= workArea.y;
  if (isReachable) return place;
  const width = Math.min(place.width, workArea.width);
  const height = Math.min(place.height, workArea.height);
  const inside = (wanted: number, start: number, room: number) =>
    Math.max(start, Math.min(wanted, start + room));
  return {
    x: inside(place.x, workArea.x, workArea.width - width),
    y: inside(place.y, workArea.y, workArea.height - height),
    width,
    height,
  };
}

function within(wanted: number, start: number, room: number, size: number): number {
  const last = start + room - size - margin;
  return Math.round(Math.max(start + margin, Math.min(wanted, last)));
}
