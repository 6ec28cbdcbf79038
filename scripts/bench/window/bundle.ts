import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../tasks/steps.ts';
import { row, type Row } from '../report.ts';

const pages = path.join(root, 'out', 'renderer');

/** The scripts a page loads before it runs: its own and all they import at once. */
function scriptsOf(page: string): Set<string> {
  const html = readFileSync(path.join(pages, `${page}.html`), 'utf8');
  const found = new Set<string>();
  const waiting = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, it]) => it);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = readFileSync(path.join(pages, file), 'utf8');
    // `import(…)` is left out: that is loaded when somebody asks for it.
    for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      waiting.push(`assets/${name ?? ''}`);
  }
  return found;
}

const zippedKb = (file: string): number =>
  gzipSync(readFileSync(path.join(pages, file)), { level: 9 }).length / 1_000;

/** What the editor's script weighs on the wire: what is loaded at once, and what waits. */
export function bundleRows(): Row[] {
  const first = [...scriptsOf('editor')];
  const sum = (files: readonly string[]) => files.reduce((total, it) => total + zippedKb(it), 0);
  const all = readdirSync(path.join(pages, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `assets/${name}`);
  return [
    row('editor script', sum(first), 'kB gzipped', 150),
    row('editor script · of all pages, with what is loaded later', sum(all), 'kB gzipped', null),
  ];
}
