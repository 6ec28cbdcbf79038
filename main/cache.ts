import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { ReadState, WorkspaceState } from '../core/contract/snapshot.ts';
import type { CustomerId, Entry, MemberId, TeamId, WorkspaceId } from '../core/schedule/model.ts';
import { sameId } from '../core/schedule/schedule.ts';
import { breathe } from './clock.ts';
import type { Roster } from './roster.ts';

/** What a start can go on with before the first read. */
export interface CachedAccount {
  readonly workspace: WorkspaceState;
  readonly roster: Roster;
  readonly lists: ReadonlyMap<CustomerId, readonly Entry[]>;
}

export interface CacheRead {
  readonly accounts: readonly CachedAccount[];
  /** Files that could not be understood, under the names they were given. */
  readonly setAside: readonly string[];
}

/** The first part of a file; the entries follow, some on each line. */
interface Stored {
  /** Without its entries. */
  readonly workspace: WorkspaceState;
  readonly roster: Roster;
  /** By customer, the places of its entries in the workspace's list. */
  readonly lists: Readonly<Record<CustomerId, readonly number[]>>;
}

const version = 1;
const perLine = 1_000;
const suffix = '.cache.json';
const freshFile = 'fresh.json';

/**
 * Reads the last known good of every workspace, synchronously: the command line answers from it.
 * Damaged files are named in `setAside` and, if `repair`, moved out of the way; what an app that was
 * killed left of a half-written file is removed then too.
 */
export function readCacheSync(folder: string, repair = false): CacheRead {
  const accounts: CachedAccount[] = [];
  const setAside: string[] = [];
  if (!existsSync(folder)) return { accounts, setAside };
  const fresh = readFresh(join(folder, freshFile));
  const files = readdirSync(folder).sort();
  if (repair) {
    for (const name of files) if (isHalfWritten(name)) rmSync(join(folder, name), { force: true });
  }
  for (const name of files.filter((file) => file.endsWith(suffix))) {
    const found = parse(readFileSync(join(folder, name), 'utf8'));
    if (found !== null) {
      accounts.push(unpack(found.stored, found.entries, fresh[found.stored.workspace.id]));
    } else {
      const aside = `${name}.damaged`;
      if (repair) renameSync(join(folder, name), join(folder, aside));
      setAside.push(aside);
    }
  }
  return { accounts, setAside };
}

/** A file that was being written takes its name only when it is whole. */
const isHalfWritten = (name: string) => /\.cache\.json\.\d+$/.test(name);

/** Keeps the last known good on disk: whole files, atomically, for this user's eyes only. */
export interface Cache {
  read(): CacheRead;
  write(account: CachedAccount): Promise<void>;
  /** Only the times: cheap enough for every unchanged poll. */
  writeFresh(reads: Readonly<Record<WorkspaceId, ReadState>>): Promise<void>;
  remove(id: WorkspaceId): Promise<void>;
}

export function createCache(folder: string): Cache {
  const privately = { mode: 0o600 };
  const path = (id: WorkspaceId) => join(folder, fileName(id));
  return {
    read: () => readCacheSync(folder, true),
    async write(account) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(path(account.workspace.id), await fileOf(account), privately);
    },
    async writeFresh(reads) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Not synced, for this is done with every poll: what a power cut leaves of it only makes
      // the data look older than it is.
      const target = join(folder, freshFile);
      await writeFile(`${target}.new`, JSON.stringify(reads), privately);
      await rename(`${target}.new`, target);
    },
    async remove(id) {
      await rm(path(id), { force: true });
    },
  };
}

/** Ids may hold anything; a file name may not. */
const fileName = (id: WorkspaceId) =>
  `${id.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 40)}-${sha1(id).slice(0, 8)}${suffix}`;

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** The whole file; put together over several turns of the loop, for it may be large. */
async function fileOf({ workspace, roster, lists }: CachedAccount): Promise<Buffer> {
  const placeOf = places(workspace.entries);
  await breathe();
  // A row that another one stands for, such as a twin with its team, is not kept apart.
  const packed = [...lists].map(([id, list]) => [id, list.flatMap((row) => placeOf(row) ?? [])]);
  const stored: Stored = {
    workspace: { ...workspace, entries: [], pending: [] },
    roster,
    lists: Object.fromEntries(packed) as Stored['lists'],
  };
  const lines = [Buffer.from(JSON.stringify(stored))];
  for (let at = 0; at < workspace.entries.length; at += perLine) {
    await breathe();
    lines.push(Buffer.from(JSON.stringify(workspace.entries.slice(at, at + perLine))));
  }
  const digest = createHash('sha1');
  for (const line of lines) digest.update(line);
  const head = Buffer.from(JSON.stringify({ version, sha1: digest.digest('hex') }));
  return Buffer.concat([head, ...lines].flatMap((line) => [line, newLine]));
}

const newLine = Buffer.from('\n');

/** Where a row is in the workspace's list: the last place where its team is the same or unknown. */
function places(entries: readonly Entry[]): (row: Entry) => number | undefined {
  const last = new Map<MemberId | null, Map<string, number>>();
  const earlier = new Map<number, number>();
  let at = 0;
  for (const entry of entries) {
    const member = memberOf(entry);
    const own = last.get(member) ?? new Map<string, number>();
    const alike = own.get(nameOf(entry));
    if (alike !== undefined) earlier.set(at, alike);
    last.set(member, own.set(nameOf(entry), at));
    at += 1;
  }
  return (row) => {
    let place = last.get(memberOf(row))?.get(nameOf(row));
    while (place !== undefined && !isOfTeam(entries[place], row.teamId)) place = earlier.get(place);
    return place;
  };
}

const memberOf = ({ memberId }: Entry) => (memberId === null ? null : sameId(memberId));
/** What tells a member's entries apart, but for their teams. */
const nameOf = ({ memberId, createdAt, rule }: Entry) =>
  memberId !== null && createdAt !== null ? createdAt : JSON.stringify([createdAt, rule]);
const isOfTeam = (entry: Entry | undefined, teamId: TeamId | null) =>
  teamId === null || sameId(entry?.teamId ?? '') === sameId(teamId);

function unpack(
  { workspace, roster, lists }: Stored,
  entries: readonly Entry[],
  read: ReadState | undefined,
): CachedAccount {
  const listed = Object.entries(lists).map(
    ([id, places]) => [id, places.flatMap((at) => entries[at] ?? [])] as const,
  );
  const held = { ...(read ?? workspace.read), reading: false, nextAt: null };
  return { workspace: { ...workspace, entries, read: held }, roster, lists: new Map(listed) };
}

function parse(text: string): { stored: Stored; entries: readonly Entry[] } | null {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const digest = createHash('sha1');
  for (const line of lines) digest.update(line);
  try {
    const { version: written, sha1: expected } = JSON.parse(head) as Readonly<
      Record<string, unknown>
    >;
    if (written !== version || expected !== digest.digest('hex')) return null;
    // Written by us and whole, by its digest.
    const [first = '', ...others] = lines;
    const entries = others.flatMap((line) => JSON.parse(line) as readonly Entry[]);
    return { stored: JSON.parse(first) as Stored, entries };
  } catch (error) {
    // Also what is no object at all is damage.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function readFresh(path: string): Readonly<Record<WorkspaceId, ReadState>> {
  if (!existsSync(path)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<WorkspaceId, ReadState>>)
      : {};
  } catch (error) {
    // Then the times inside the cache itself hold, which are older.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
