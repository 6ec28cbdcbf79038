import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const renderer = path.resolve(import.meta.dirname, '../../../renderer');
const css = readFileSync(path.join(renderer, 'theme/tokens.css'), 'utf8');

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
  ...['surface', 'raised', 'canvas', 'sunken', 'hover'].flatMap((surface) => [
    ['accent', surface] as const,
    ['warning', surface] as const,
    ['success', surface] as const,
  ]),
  // The time a shift would have, beside the pointer that drags it.
  ['surface', 'text'],
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

/** Grounds on which nothing is written: shapes, dots, edges and what lies behind a dialog. */
const unwritten = ['success', 'warning', 'danger', 'accent', 'line-strong', 'uncovered'].concat(
  ...['covered', 'doubled', 'now', 'tone', 'tone-edge', 'on-accent', 'backdrop', 'danger-soft'],
);

interface Painted {
  readonly where: string;
  readonly ink: string | undefined;
  readonly ground: string | undefined;
}

/** Every block of every style sheet that sets an ink or a ground by a token. */
function painted(): Painted[] {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(svelte|css)$/.test(file) && !file.endsWith('tokens.css'))
    .flatMap((file) => {
      const text = readFileSync(path.join(renderer, file), 'utf8');
      const sheet = file.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '');
      return blocksOf(sheet.replaceAll(/\/\*[^]*?\*\//g, '')).map(([selector, block]) => ({
        where: `${file} ${selector}`,
        ink: tokenOf(block, 'color'),
        ground: tokenOf(block, 'background') ?? tokenOf(block, 'background-color'),
      }));
    })
    .filter(({ ink, ground }) => ink !== undefined || ground !== undefined);
}

function blocksOf(sheet: string): (readonly [string, string])[] {
  return [...sheet.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map((found) => {
    const [, selector = '', block = ''] = found;
    return [selector.trim().replaceAll(/\s+/g, ' '), block];
  });
}

/** The first token of a declaration, if that names one. */
function tokenOf(block: string, property: string): string | undefined {
  const declared = new RegExp(`(?:^|[;\\s])${property}:\\s*var\\(--([\\w-]+)\\)`).exec(block);
  return declared?.[1];
}

/** What a colour of a person's own tone stands for. */
const asOne = (token: string) =>
  token.replace(/^face-tone$/, 'tone-1-face').replace(/^tone(-ink|-edge)?$/, 'tone-1$1');

describe('what the style sheets paint', () => {
  const judged = new Set(pairs.map(([ink, ground]) => `${ink} on ${ground}`));
  const inks = new Set(pairs.map(([ink]) => ink));
  const all = painted();

  test('is found', () => {
    expect(all.length).toBeGreaterThan(150);
  });

  test('is judged above wherever a block sets both the ink and what it stands on', () => {
    const unjudged = all.filter(
      ({ ink, ground }) =>
        ink !== undefined &&
        ground !== undefined &&
        !judged.has(`${asOne(ink)} on ${asOne(ground)}`),
    );
    expect(unjudged).toEqual([]);
  });

  test('is judged above wherever a block sets one of them alone', () => {
    const unjudged = all.filter(({ ink, ground }) => {
      if (ink !== undefined && ground === undefined) return !inks.has(asOne(ink));
      if (ink !== undefined || ground === undefined) return false;
      const own = `on-${ground.replace(/-hover$/, '')}`;
      return (
        !unwritten.includes(ground) && !['text', own].some((it) => judged.has(`${it} on ${ground}`))
      );
    });
    expect(unjudged).toEqual([]);
  });
});
