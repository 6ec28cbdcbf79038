import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A throw-away PostgreSQL of our own, reachable by its socket only. */
export interface TestPostgres {
  readonly version: string;
  /** The address of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Why there is no PostgreSQL to test with. */
export class PostgresMissing extends Error {}

const debianFolder = '/usr/lib/postgresql';
const readyWithinMs = 60_000;

/**
 * Starts a cluster in a temporary folder; as root it runs as the user `postgres`, since PostgreSQL
 * refuses root.
 * @throws PostgresMissing where no server is installed.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = findBinaries();
  const owner = process.getuid?.() === 0 ? ownerIds() : null;
  const folder = mkdtempSync(join(tmpdir(), 'wb-pg-'));
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const cluster = join(folder, 'cluster');
  const options = { ...owner, cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } };
  const init = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'];
  execFileSync(join(bin, 'initdb'), init, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  // Durability is not what is tested here, and fsync is most of the time a test database takes.
  const args = ['-D', cluster, '-k', folder, '-h', '', '-F'];
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) =>
    server.once('exit', () => {
      resolve();
    }),
  );
  const urlOf = (name: string): string =>
    `postgres://postgres@localhost/${name}?host=${encodeURIComponent(folder)}`;
  const stop = async (): Promise<void> => {
    server.kill('SIGQUIT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const version = await ready(urlOf('postgres'));
    return {
      version,
      stop,
      async createDatabase(name) {
        await run(urlOf('postgres'), `CREATE DATABASE "${name}"`);
        return urlOf(name);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs one statement on a connection of its own. */
export async function run(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

function findBinaries(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, 'bin'));
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined)
    throw new PostgresMissing(`No PostgreSQL server under ${debianFolder}: install postgresql-15`);
  return found;
}

function ownerIds(): { readonly uid: number; readonly gid: number } {
  const ask = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

async function ready(url: string): Promise<string> {
  const until = Date.now() + readyWithinMs;
  for (;;) {
    try {
      const [row] = await run(url, 'SHOW server_version');
      return String(row?.['server_version']);
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
