import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));
const file = path.join(root, 'docs', 'evidence.md');

const preface = `# Evidence

What the deep tests and the benchmarks found, written by them (\`npm run test:deep\`, \`npm run bench -- SECTION --evidence\`), not by hand. Times are given as ratios to a peer in the same run: a machine's own milliseconds say little elsewhere.
`;

/** Puts the text of one section into docs/evidence.md, in the place of its older one or at the end. */
export function writeEvidence(name: string, title: string, text: string): void {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : preface;
  const [open, close] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const section = `${open}\n\n## ${title}\n\n${text.trim()}\n\n${close}`;
  const from = old.indexOf(open);
  const to = old.indexOf(close);
  const whole =
    from >= 0 && to > from
      ? `${old.slice(0, from)}${section}${old.slice(to + close.length)}`
      : `${old.trimEnd()}\n\n${section}\n`;
  writeFileSync(file, whole);
}

/** A table as prettier leaves it alone. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((it, i) =>
    Math.max(3, it.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((it, i) => it.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((it) => '-'.repeat(it))), ...rows.map(line)].join('\n');
}
