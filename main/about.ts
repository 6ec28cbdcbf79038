import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { About, Licence } from '../core/contract/ipc.ts';

/** What the about box shows; the licences were written by the build, beside what it built. */
export async function readAbout(
  appFolder: string,
  versions: Readonly<Record<string, string | undefined>>,
): Promise<About> {
  const text = await readFile(path.join(appFolder, 'out', 'licences.json'), 'utf8');
  return {
    versions: [
      { name: 'Electron', version: versions['electron'] ?? '–' },
      { name: 'Chromium', version: versions['chrome'] ?? '–' },
      { name: 'Node', version: versions['node'] ?? '–' },
      { name: 'Time zone data', version: versions['tz'] ?? '–' },
    ],
    licences: JSON.parse(text) as readonly Licence[],
  };
}
