import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = path.dirname(import.meta.dirname);

/** Native modules stay files of their own; Electron and Node come with the runtime. */
const outside = [
  'electron',
  'keytar',
  'libsql',
  'pg-native',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/**
 * CommonJS for Electron's Node: the oldest runtime in use cannot load an ES module first. What a
 * part imports later becomes a file beside it.
 */
function nodeBundle(entry: string, output: string, target: string, minify: boolean): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: {
      __WATCHBILL_VERSION__: JSON.stringify(
        (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string })
          .version,
      ),
    },
    ssr: { noExternal: true, external: outside, target: 'node' },
    build: {
      ssr: path.join(root, entry),
      outDir: path.join(root, 'out', path.dirname(output)),
      emptyOutDir: false,
      target,
      minify,
      sourcemap: true,
      rolldownOptions: {
        external: outside,
        output: {
          format: 'cjs',
          entryFileNames: path.basename(output),
          chunkFileNames: '[name].cjs',
        },
      },
    },
  };
}

/** Builds every part of the app into `out/`. */
export async function buildApp(): Promise<void> {
  await build(nodeBundle('main/index.ts', 'main/index.cjs', 'node18', false));
  await build(nodeBundle('service/embedded.ts', 'service/embedded.cjs', 'node18', false));
  await build(nodeBundle('preload/index.ts', 'preload/index.cjs', 'chrome114', false));
  await build({ configFile: path.join(root, 'vite.renderer.config.ts'), logLevel: 'error' });
}

if (import.meta.main) await buildApp();
