import { crc32, deflateSync } from 'node:zlib';

/** Colours in a kept picture, and how near two of them may be: nobody sees those between. */
const mostColours = 96;
const nearest = 10;

/** A picture as RGBA bytes, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** An opaque picture as a PNG of its few frequent colours, a fraction as large as one of all. */
export function indexedPng({ width, height, data }: Pixels): Buffer {
  const colours = frequent(data);
  const place = nearestOf(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, from += 4)
      rows[y * (width + 1) + 1 + x] = place(colourAt(data, from));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap(parts))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const colourAt = (data: Uint8Array, at: number): number =>
  ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);

const parts = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function frequent(data: Uint8Array): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = colourAt(data, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept: number[] = [];
  for (const [colour] of [...counts].sort(([a, often], [b, oftener]) => oftener - often || a - b))
    if (kept.length < mostColours && kept.every((it) => distance(it, colour) > nearest))
      kept.push(colour);
  return kept;
}

function distance(one: number, other: number): number {
  const [a, b] = [parts(one), parts(other)];
  return Math.hypot(...a.map((part, n) => part - (b[n] ?? 0)));
}

/** The place of the colour that is nearest to another one. */
function nearestOf(colours: readonly number[]): (colour: number) => number {
  const known = new Map(colours.map((colour, place) => [colour, place]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const far = colours.map((it) => distance(it, colour));
    const place = far.indexOf(Math.min(...far));
    known.set(colour, place);
    return place;
  };
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}
