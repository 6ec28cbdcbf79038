import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from '../build.ts';
import { takePanelPictures } from '../desktop/panel-pictures.ts';
import { root } from './steps.ts';
import { vitest } from './suites.ts';

const folder = path.join(root, '.cache', 'pictures');
mkdirSync(folder, { recursive: true });
for (const mode of ['accept', 'look']) if (process.argv.includes(`--${mode}`)) await screens(mode);
await ensureBuilt();

for (const theme of ['light', 'dark'] as const) await takePanelPictures(theme, folder);
console.log(`Pictures are in ${path.relative(root, folder)}.`);

/** The screens of the windows, instead of a panel: as kept for the tests, or to be looked at. */
async function screens(mode: string): Promise<never> {
  const { command, args, env } = vitest('ui', { WATCHBILL_PICTURES: mode });
  const run = spawn(command, [...args, 'test/ui/screens'], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = (await once(run, 'exit')) as [number | null];
  process.exit(code ?? 1);
}
