import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(
  path.resolve(import.meta.dirname, '../../../renderer/theme/tokens.css'),
  'utf8',
);

function valuesIn(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

const light = valuesIn(':root');
const dark = new Map([...light, ...valuesIn(":root[data-scheme='dark']")]);

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replaceAll(/[\da-f]/gi, '$&$&') : hex;
  const channels = [1, 3, 5].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.039_28 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return ((x ?? 0) + 0.05) / ((y ?? 0) + 0.05);
}

const tones = [1, 2, 3, 4, 5, 6, 7, 8];
const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'weekend'];

/** Every text colour with each background it is put on. */
const pairs: readonly (readonly [string, string])[] = [
  ...surfaces.flatMap((surface) => [
    ['text', surface] as const,
    ['text-muted', surface] as const,
    ['danger', surface] as const,
  ]),
  ...['surface', 'raised', 'canvas'].flatMap((surface) => [
    ['accent', surface] as const,
    ['warning', surface] as const,
    ['success', surface] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent-soft', 'accent-soft'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-danger-soft', 'danger-soft'],
  ['on-danger-soft', 'gap-hatch'],
  ['on-warning-soft', 'warning-soft'],
  ['on-success-soft', 'success-soft'],
  ['on-covered', 'covered'],
  ['on-doubled', 'doubled'],
  ...tones.flatMap((n) => [
    [`tone-${n}-ink`, `tone-${n}`] as const,
    ['on-face', `tone-${n}-face`] as const,
  ]),
];

/** Shapes that mean something without a text: 3 to 1 is enough for them. */
const shapes: readonly (readonly [string, string])[] = [
  ['now', 'surface'],
  ['line-strong', 'surface'],
  ['focus', 'surface'],
  ['success', 'surface'],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s theme', (_, values) => {
  test.each(pairs)('%s can be read on %s', (ink, ground) => {
    expect(contrast(values.get(ink) ?? '', values.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapes)('%s can be seen on %s', (ink, ground) => {
    expect(contrast(values.get(ink) ?? '', values.get(ground) ?? '')).toBeGreaterThanOrEqual(3);
  });
});

test('the dark theme sets colours only, and none the light one does not know', () => {
  const added = [...valuesIn(":root[data-scheme='dark']").keys()].filter(
    (name) => !light.has(name),
  );
  expect(added).toEqual([]);
});
