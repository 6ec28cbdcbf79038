import { iconBadges, iconBodies, type IconBadge } from '../../core/tray/status.ts';
import { raster, trayIcon, type Panel } from './draw.ts';

const badges: readonly (IconBadge | null)[] = [null, ...iconBadges];
const bands = [
  { panel: 'dark', colour: '#1d2127', text: '#c3c9d4', name: 'dark panel' },
  { panel: 'light', colour: '#f1f2f4', text: '#59616f', name: 'light panel' },
  { panel: 'template', colour: '#ffffff', text: '#59616f', name: 'macOS template' },
] as const satisfies readonly { panel: Panel; colour: string; text: string; name: string }[];

const columns = { left: 130, width: 206 };
const rowHeight = 84;
const titleHeight = 46;

/** Every tray state at its real pixels on each panel, as one picture. */
export function contactSheet(): Buffer {
  const bandHeight = titleHeight + badges.length * rowHeight;
  const width = columns.left + iconBodies.length * columns.width;
  const height = bandHeight * bands.length;
  const content = bands.map((band, i) => {
    const rows = badges.map((badge, row) => rowOf(band.panel, badge, row, band.text));
    const frame = `<rect width="${width}" height="${bandHeight}" fill="${band.colour}"/>`;
    return `<g transform="translate(0 ${i * bandHeight})">${frame}${headings(band)}${rows.join('')}</g>`;
  });
  return raster(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content.join('')}</svg>`,
    width,
  );
}

function headings(band: { readonly name: string; readonly text: string }): string {
  const bodies = iconBodies.map((body, i) =>
    label(columns.left + i * columns.width, 30, body, band.text, 13),
  );
  return label(16, 30, band.name, band.text, 11) + bodies.join('');
}

function rowOf(panel: Panel, badge: IconBadge | null, row: number, text: string): string {
  const top = titleHeight + row * rowHeight;
  const cells = iconBodies.map((body, column) => {
    const svg = trayIcon(body, badge, panel);
    const x = columns.left + column * columns.width;
    // The largest first; the four small ones in a square beside them.
    return [
      placed(raster(svg, 64), x, top, 64),
      placed(raster(svg, 44), x + 72, top, 44),
      ...[32, 22].map((size, i) => placed(raster(svg, size), x + 126 + i * 38, top, size)),
      ...[24, 16].map((size, i) => placed(raster(svg, size), x + 126 + i * 38, top + 40, size)),
    ].join('');
  });
  return label(16, top + 36, badge ?? 'no badge', text, 11) + cells.join('');
}

function placed(png: Buffer, x: number, y: number, size: number): string {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return `<image x="${x}" y="${y}" width="${size}" height="${size}" href="${href}"/>`;
}

function label(x: number, y: number, text: string, colour: string, size: number): string {
  return `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}" fill="${colour}">${text}</text>`;
}
