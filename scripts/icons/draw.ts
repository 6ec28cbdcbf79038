import { Resvg } from '@resvg/resvg-js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IconBadge, IconBody } from '../../core/tray/status.ts';

/** The panels tray images are made for: a `dark` panel needs a light image. */
export const panels = ['light', 'dark', 'template'] as const;
export type Panel = (typeof panels)[number];

/** Edge lengths in pixels: base and dense sizes of all platforms. */
export const traySizes = [16, 22, 24, 32, 44, 64] as const;

const source = path.join(import.meta.dirname, '../../assets/icons/source');

type Colours = Readonly<Record<IconBody | IconBadge, string>>;
const onDark: Colours = {
  me: '#9db0ff',
  soon: '#ffc861',
  gap: '#ff8594',
  someone: '#f4f5f7',
  nobody: '#c3c9d4',
  unknown: '#c3c9d4',
  'sign-in': '#ffc861',
  stale: '#f4f5f7',
  muted: '#f4f5f7',
};
const onLight: Colours = {
  me: '#3348d8',
  soon: '#a65300',
  gap: '#c3102c',
  someone: '#23272f',
  nobody: '#59616f',
  unknown: '#59616f',
  'sign-in': '#a65300',
  stale: '#23272f',
  muted: '#23272f',
};

/** One tray image as SVG: the body, and the badge in a corner cut free of it. */
export function trayIcon(body: IconBody, badge: IconBadge | null, panel: Panel): string {
  const colour = (part: IconBody | IconBadge) =>
    panel === 'template' ? '#000000' : (panel === 'dark' ? onDark : onLight)[part];
  const drawn = painted(inner(`body/${body}`), colour(body));
  if (badge === null) return framed(32, drawn);
  // The body makes room and stays whole; the badge's own outline, widened, keeps them apart.
  const small = `<g transform="scale(.8125)">${drawn}</g>`;
  const place = (content: string) => `<g transform="translate(20 20)">${content}</g>`;
  const outline = `<g stroke="#000" stroke-width="4">${painted(inner(`badge/${badge}`), '#000')}</g>`;
  const cutout = `<mask id="m"><path fill="#fff" d="M0 0h32v32H0z"/>${place(outline)}</mask>`;
  const corner = place(painted(inner(`badge/${badge}`), colour(badge)));
  return framed(32, `${cutout}<g mask="url(#m)">${small}</g>${corner}`);
}

/** The app's icon as SVG. */
export function appIcon(): string {
  return readFileSync(path.join(source, 'app.svg'), 'utf8');
}

/** An SVG as a PNG of a width in pixels. */
export function raster(svg: string, width: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng();
}

function inner(name: string): string {
  const svg = readFileSync(path.join(source, `${name}.svg`), 'utf8');
  return svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
}

function painted(svg: string, colour: string): string {
  return `<g fill="${colour}">${svg.replaceAll('currentColor', colour)}</g>`;
}

function framed(size: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${content}</svg>`;
}
