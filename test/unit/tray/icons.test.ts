import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { iconBadges, iconBodies } from '../../../core/tray/status.ts';

const folder = path.join(import.meta.dirname, '../../../assets/icons');
const panels = ['light', 'dark', 'template'] as const;
const sizes = [16, 22, 24, 32, 44, 64];
const states = iconBodies.flatMap((body) => [
  body,
  ...iconBadges.map((badge) => `${body}-${badge}`),
]);

function read(panel: string, state: string, size: number): PNG {
  return PNG.sync.read(readFileSync(path.join(folder, 'tray', panel, `${state}-${size}.png`)));
}

/** How much is painted, pixel by pixel, whatever its colour. */
function shape(image: PNG): number[] {
  return Array.from({ length: image.width * image.height }, (_, i) => image.data[4 * i + 3] ?? 0);
}

function apart(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, alpha, i) => sum + Math.abs(alpha - (b[i] ?? 0)) / 255, 0);
}

describe('tray images', () => {
  test.each(panels)('on a %s panel exist for every state and size, and no others', (panel) => {
    const wanted = states.flatMap((state) => sizes.map((size) => `${state}-${size}.png`));
    expect(readdirSync(path.join(folder, 'tray', panel)).sort()).toEqual([...wanted].sort());
    for (const state of states)
      for (const size of sizes) {
        const { width, height } = read(panel, state, size);
        expect([width, height]).toEqual([size, size]);
      }
  });

  test('come from one source for each body and badge', () => {
    const sources = (kind: string) => readdirSync(path.join(folder, 'source', kind)).sort();
    expect(sources('body')).toEqual(iconBodies.map((body) => `${body}.svg`).sort());
    expect(sources('badge')).toEqual(iconBadges.map((badge) => `${badge}.svg`).sort());
  });

  test.each([16, 22])('are told apart by shape alone at %d pixels', (size) => {
    const shapes = states.map((state) => ({ state, alpha: shape(read('template', state, size)) }));
    for (const a of shapes)
      for (const b of shapes) {
        if (a.state >= b.state) continue;
        const sameBody = a.state.split('-')[0] === b.state.split('-')[0];
        // Fully painted pixels of a 16 px image; a badge is a seventh of its area.
        const least = sameBody ? 9 : 20;
        expect(apart(a.alpha, b.alpha), `${a.state} and ${b.state}`).toBeGreaterThan(least);
      }
  });

  test('for macOS are black with transparency only', () => {
    for (const state of states) {
      const { data } = read('template', state, 32);
      for (let i = 0; i < data.length; i += 4)
        if ((data[i + 3] ?? 0) > 0) expect([data[i], data[i + 1], data[i + 2]]).toEqual([0, 0, 0]);
    }
  });
});
