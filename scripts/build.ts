import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { buildFrom, isBuilt } from './built.ts';
import { packagesInto, writeLicences } from './licences.ts';

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
function nodeBundle(entry: string, output: string, target: string, plugin: Plugin): InlineConfig {
  return {
    plugins: [plugin],
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
      minify: false,
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

/**
 * Builds the app unless `out/` is of these very sources: a build takes the pages away from under
 * an app that runs, and a second start need not wait.
 */
export async function ensureBuilt(): Promise<void> {
  if (!isBuilt(root)) await buildApp();
}

/** Builds every part of the app into `out/`, and lists whose work went into it. */
export async function buildApp(): Promise<void> {
  await buildFrom(root, async () => {
    const packages = new Set<string>();
    const noted = packagesInto(packages);
    await build(nodeBundle('main/index.ts', 'main/index.cjs', 'node18', noted));
    await build(nodeBundle('service/embedded.ts', 'service/embedded.cjs', 'node18', noted));
    await build(nodeBundle('preload/index.ts', 'preload/index.cjs', 'chrome114', noted));
    const windows = path.join(root, 'vite.renderer.config.ts');
    await build({ configFile: windows, logLevel: 'error', plugins: [noted] });
    writeLicences(packages, path.join(root, 'out', 'licences.json'));
  });
}

if (import.meta.main) await buildApp();
