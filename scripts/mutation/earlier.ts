import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Row } from './figures.ts';

const root = path.dirname(path.dirname(import.meta.dirname));

/**
 * What docs/evidence.md says of files whose runs are no longer at hand: a whole run takes hours, so
 * its rows stay until a newer run of the same file, or until the file is gone.
 */
export function earlierRows(measured: ReadonlySet<string>): Row[] {
  const file = path.join(root, 'docs', 'evidence.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const section = /<!-- mutation -->([^]*)<!-- end of mutation -->/.exec(text)?.[1] ?? '';
  return section.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const name = (cells[1] ?? '').replace(/ [†‡]$/, '');
    if (!name.startsWith('core/') || measured.has(name)) return [];
    if (!existsSync(path.join(root, name))) return [];
    const [killed, survived, unexplained, notRun] = cells.slice(3, 7).map(Number);
    const reasons = reasonsOf(section, name);
    return [
      {
        name,
        mark: '‡',
        killed: killed ?? 0,
        survived: survived ?? 0,
        unexplained: unexplained ?? 0,
        notRun: notRun ?? 0,
        reasons,
      },
    ];
  });
}

function reasonsOf(section: string, name: string): string {
  const from = section.indexOf(`**${name}**`);
  if (from < 0) return '';
  const rest = section.slice(from + name.length + 4);
  return rest.slice(0, Math.max(0, rest.search(/\n\*\*|$(?![^])/))).trim();
}
