import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { kept } from './kept.ts';
import { shoot } from './shoot.ts';

const root = path.resolve(import.meta.dirname, '../..');
const references = path.join(root, 'test', 'pictures');
const taken = path.join(root, '.cache', 'pictures', 'compared');

/** How far apart two colours may be, and how many pixels may be farther. */
const threshold = 0.2;
const mostShare = 0.01;
/** A changed word is few pixels of a window, but many of a small square. */
const square = 32;
const mostInSquare = 64;

const accept = process.argv.includes('--accept');
rmSync(taken, { recursive: true, force: true });
const complaints = await shoot(kept, taken);
const names = kept.flatMap(({ name }) => [`${name}-light`, `${name}-dark`]);
if (accept) mkdirSync(references, { recursive: true });
for (const name of names) {
  const wrong = difference(name);
  if (wrong === null) continue;
  if (accept) copyFileSync(path.join(taken, `${name}.png`), referenceOf(name));
  else complaints.push(wrong);
  if (accept) console.log(`${name}: accepted`);
}
for (const complaint of complaints) console.log(complaint);
console.log(`${names.length} pictures compared, ${complaints.length} complaints`);
if (complaints.length > 0) {
  console.log(
    'Where a change is meant: npm run pictures -- --accept, and look at what you commit.',
  );
  process.exitCode = 1;
}

function referenceOf(name: string): string {
  return path.join(references, `${name}.png`);
}

/** What is different from the kept picture, with the place of a picture of the difference. */
function difference(name: string): string | null {
  if (!existsSync(referenceOf(name))) return `${name}: there is no kept picture`;
  const before = PNG.sync.read(readFileSync(referenceOf(name)));
  const after = PNG.sync.read(readFileSync(path.join(taken, `${name}.png`)));
  const { width, height } = before;
  if (after.width !== width || after.height !== height)
    return `${name}: ${after.width} × ${after.height} instead of ${width} × ${height}`;
  const shown = new PNG({ width, height });
  const compare = (output: Buffer | null, options: { windowSize?: number }) =>
    pixelmatch(before.data, after.data, output, width, height, { threshold, ...options });
  const share = compare(shown.data, {}) / (width * height);
  const densest = compare(null, { windowSize: square });
  if (share <= mostShare && densest <= mostInSquare) return null;
  const file = path.join(taken, `${name}.diff.png`);
  writeFileSync(file, PNG.sync.write(shown));
  const percent = (share * 100).toFixed(2);
  return `${name}: ${percent} % of all pixels differ, ${densest} in one square of ${square}; see ${path.relative(root, file)}`;
}
