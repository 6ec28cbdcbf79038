import { readFileSync } from 'node:fs';
import path from 'node:path';

const modules = path.join(path.dirname(import.meta.dirname), 'node_modules');

/** A command and the arguments that stand before its own. */
export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * A tool from the node modules, run by this Node: what stands in `.bin` on Windows is a script for
 * a shell, which cannot be started without one.
 */
export function tool(packageName: string, name = packageName, folder = modules): Tool {
  const home = path.join(folder, packageName);
  const { bin } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    readonly bin?: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === 'string' ? bin : bin?.[name];
  if (file === undefined) throw new Error(`${packageName} has no tool ${name}`);
  return { command: process.execPath, args: [path.join(home, file)] };
}
