import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { ReadState, WorkspaceState } from '../core/contract/snapshot.ts';
import type { CustomerId, Entry, WorkspaceId } from '../core/schedule/model.ts';
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

interface Stored {
  readonly workspace: WorkspaceState;
  readonly roster: Roster;
  /** By customer, the places of its entries in the workspace's list. */
  readonly lists: Readonly<Record<CustomerId, readonly number[]>>;
}

const version = 1;
const suffix = '.cache.json';
const freshFile = 'fresh.json';

/**
 * Reads the last known good of every workspace, synchronously: the command line answers from it.
 * Damaged files are named in `setAside` and, if `repair`, moved out of the way.
 */
export function readCacheSync(folder: string, repair = false): CacheRead {
  const accounts: CachedAccount[] = [];
  const setAside: string[] = [];
  if (!existsSync(folder)) return { accounts, setAside };
  const fresh = readFresh(join(folder, freshFile));
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()) {
    const stored = parse(readFileSync(join(folder, name), 'utf8'));
    if (stored !== null) accounts.push(unpack(stored, fresh[stored.workspace.id]));
    else {
      const aside = `${name}.damaged`;
      if (repair) renameSync(join(folder, name), join(folder, aside));
      setAside.push(aside);
    }
  }
  return { accounts, setAside };
}

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
      const body = JSON.stringify(pack(account));
      const head = JSON.stringify({ version, sha1: sha1(body) });
      await writeFileAtomic(path(account.workspace.id), `${head}\n${body}\n`, privately);
    },
    async writeFresh(reads) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Losing this file in a power cut only makes the data look older than it is.
      await writeFileAtomic(join(folder, freshFile), JSON.stringify(reads), {
        ...privately,
        fsync: false,
      });
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

function pack({ workspace, roster, lists }: CachedAccount): Stored {
  const places = new Map<string, number>();
  for (const [at, entry] of workspace.entries.entries()) {
    places.set(rowKey(entry, null), at);
    places.set(rowKey(entry, entry.teamId), at);
  }
  // A row that another one stands for, such as a twin with its team, is not kept apart.
  const packed = [...lists].map(([id, list]) => [
    id,
    list.flatMap((entry) => places.get(rowKey(entry, entry.teamId)) ?? []),
  ]);
  return {
    workspace: { ...workspace, pending: [] },
    roster,
    lists: Object.fromEntries(packed) as Stored['lists'],
  };
}

/** The same row in a customer's list and in the workspace's. */
const rowKey = ({ memberId, createdAt, rule }: Entry, teamId: string | null) =>
  `${teamId?.toLowerCase() ?? ''} ${memberId?.toLowerCase() ?? ''} ${createdAt ?? JSON.stringify(rule)}`;

function unpack({ workspace, roster, lists }: Stored, read: ReadState | undefined): CachedAccount {
  const listed = Object.entries(lists).map(
    ([id, places]) => [id, places.flatMap((at) => workspace.entries[at] ?? [])] as const,
  );
  return {
    workspace: {
      ...workspace,
      read: { ...(read ?? workspace.read), reading: false, nextAt: null },
    },
    roster,
    lists: new Map(listed),
  };
}

function parse(text: string): Stored | null {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1).trimEnd();
  try {
    const head = JSON.parse(text.slice(0, Math.max(end, 0))) as {
      version?: unknown;
      sha1?: unknown;
    };
    if (head.version !== version || head.sha1 !== sha1(body)) return null;
    // Written by us and whole, by its digest.
    return JSON.parse(body) as Stored;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
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
