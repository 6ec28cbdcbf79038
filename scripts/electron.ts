import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const require = createRequire(import.meta.url);

/** The Electron executable that set-up found. */
export function electronPath(): string {
  return require('electron') as unknown as string;
}

/** Arguments that start the app from this checkout. Chromium's sandbox refuses to run as root. */
export function electronArgs(args: readonly string[]): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, root, ...args];
}
