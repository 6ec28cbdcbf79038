import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import type { Licence } from '../core/contract/ipc.ts';

const root = path.dirname(import.meta.dirname);
const modules = path.join(root, 'node_modules');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Notes the package of every module that goes into a bundle. */
export function packagesInto(found: Set<string>): Plugin {
  return {
    name: 'watchbill-packages',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of Object.keys(chunk.modules)) {
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(
            id.replaceAll('\\', '/'),
          )?.[0];
          if (folder !== undefined) found.add(folder.replace(/^\0/, ''));
        }
      }
    },
  };
}

/** Writes what the about box shows: each package the app carries, with the text of its licence. */
export function writeLicences(bundled: ReadonlySet<string>, file: string): void {
  const folders = new Set([...bundled, ...carriedAlong('keytar'), ...carriedAlong('libsql')]);
  folders.add(path.join(modules, 'electron'));
  const licences = [...folders]
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .map(licenceIn);
  const once = new Map(licences.map((it) => [`${it.name} ${it.version}`, it]));
  const sorted = [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(file, JSON.stringify(sorted));
}

function licenceIn(folder: string): Licence {
  const { name, version, license = 'see its text' } = manifestIn(folder);
  const file = readdirSync(folder).find((it) => /^(licen[cs]e|copying)/i.test(it));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
  return { name, version, licence: license, text: text.trim() };
}

/** A module that stays one, and what it brings with it on this platform. */
function carriedAlong(name: string): string[] {
  const folder = path.join(modules, name);
  if (!existsSync(folder)) return [];
  const { dependencies = {}, optionalDependencies = {} } = manifestIn(folder);
  // Only ever used to build or fetch the module.
  const needed = Object.keys({ ...dependencies, ...optionalDependencies }).filter(
    (it) => it !== 'prebuild-install' && it !== 'node-addon-api',
  );
  return [folder, ...needed.flatMap(carriedAlong)];
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}
