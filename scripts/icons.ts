import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { iconBadges, iconBodies, type IconBadge } from '../core/tray/status.ts';
import { icns, ico } from './icons/containers.ts';
import { appIcon, panels, raster, trayIcon, traySizes } from './icons/draw.ts';
import { contactSheet } from './icons/sheet.ts';

// Draws every image of the app from the SVG sources: node scripts/icons.ts
const root = path.join(import.meta.dirname, '..');

function write(file: string, content: Buffer): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

const badges: readonly (IconBadge | null)[] = [null, ...iconBadges];
for (const panel of panels)
  for (const body of iconBodies)
    for (const badge of badges) {
      const svg = trayIcon(body, badge, panel);
      const name = badge === null ? body : `${body}-${badge}`;
      for (const size of traySizes)
        write(`assets/icons/tray/${panel}/${name}-${size}.png`, raster(svg, size));
    }

const app = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
  size,
  png: raster(appIcon(), size),
}));
for (const { size, png } of app) write(`assets/icons/app/${size}.png`, png);
write('assets/icons/app/icon.ico', ico(app.filter(({ size }) => size <= 256)));
write('assets/icons/app/icon.icns', icns(app));
write('docs/pictures/icon-sheet.png', contactSheet());
