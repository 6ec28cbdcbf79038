import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { root } from '../../tasks/steps.ts';

const folder = path.join(import.meta.dirname, 'pages');

/** Where the built pages of the benchmark are. */
export const builtPages = path.join(root, '.cache', 'bench', 'window');

/** Builds the benchmark's pages as the app's own are built: minified, for the same Chromium. */
export async function buildPages(): Promise<void> {
  installPeer();
  await build({
    configFile: false,
    root: folder,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: {
      target: 'chrome114',
      outDir: builtPages,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['ours', 'reference', 'gantt', 'window'].map((it) =>
          path.join(folder, `${it}.html`),
        ),
      },
    },
  });
}

function installPeer(): void {
  if (existsSync(path.join(import.meta.dirname, 'node_modules', 'svelte-gantt'))) return;
  console.error('Installing the timeline to compare with…');
  // Its bundle holds the Svelte it was built with; the peer it asks for is not needed.
  const args = ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed; its messages are above.');
}
