import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** A file in an archive; `unpacked` when it lies beside it instead. */
export interface ArchivedFile {
  readonly path: string;
  readonly unpacked: boolean;
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>;
  readonly unpacked?: boolean;
}

/** All files an asar archive names: its header is JSON behind four lengths of four bytes. */
export function archivedFiles(archive: string): readonly ArchivedFile[] {
  const file = openSync(archive, 'r');
  const lengths = Buffer.alloc(16);
  readSync(file, lengths, 0, 16, 0);
  const header = Buffer.alloc(lengths.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  return walk(JSON.parse(header.toString('utf8')) as Node, '');
}

function walk(node: Node, path: string): readonly ArchivedFile[] {
  if (node.files === undefined) return [{ path, unpacked: node.unpacked === true }];
  return Object.entries(node.files).flatMap(([name, inner]) =>
    walk(inner, path === '' ? name : `${path}/${name}`),
  );
}

/** What Electron reads its fuses by: this text, a version, their number, then a digit for each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
] as const;

/** The fuses of an Electron executable, on or off. */
export function fusesOf(executable: string): Readonly<Record<string, boolean>> {
  const bytes = readFileSync(executable);
  const at = bytes.indexOf(sentinel);
  if (at < 0) throw new Error('This executable has no fuses.');
  const wire = bytes.subarray(at + sentinel.length + 2).toString('latin1', 0, fuseNames.length);
  return Object.fromEntries(fuseNames.map((name, place) => [name, wire[place] === '1']));
}
