import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import Sqlite from 'libsql';
import { unavailability } from './unavailable.ts';
import { migrations } from './migrations/index.ts';
import type { Database, Tables } from './tables.ts';

/** Where the schedule is kept: a file of our own, or a PostgreSQL database. */
export type DatabasePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The database cannot be used; the message is fit for a person and names no password. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** How long a statement waits for another process's lock before the service answers 503. */
const busyMs = 2_000;
const connectMs = 5_000;

/**
 * Opens the database and brings it to the newest migration. A file is created with mode 0600, its
 * folder with 0700.
 * @throws DatabaseUnusable when it is locked, unwritable, no database, or out of reach.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  let db: Database | null = null;
  try {
    db = place.kind === 'file' ? openFile(place.path) : await openPostgres(place.url);
    const migrator = new Migrator({ db, provider: migrations });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return db;
  } catch (error) {
    await db?.destroy();
    const reason = unavailability(error) ?? (error instanceof Error ? error.message : 'unknown');
    const name = place.kind === 'file' ? place.path : nameOf(place.url);
    throw new DatabaseUnusable(`The schedule database ${name} cannot be used: ${reason}`, {
      cause: error,
    });
  }
}

function openFile(path: string): Database {
  if (path !== ':memory:') claimFile(path);
  const database = new Sqlite(path);
  try {
    for (const pragma of [
      `busy_timeout = ${String(busyMs)}`,
      'journal_mode = WAL',
      'foreign_keys = ON',
    ])
      database.exec(`PRAGMA ${pragma}`);
    // A committed write must survive a power cut: the client tells its user "saved".
    database.exec('PRAGMA synchronous = FULL');
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

/** Creates the file for its owner only, and refuses one that could not be written later. */
function claimFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  accessSync(path, constants.R_OK | constants.W_OK);
  accessSync(dirname(path), constants.W_OK);
}

/** The driver is loaded only when it is used: the embedded service never needs it. */
async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: connectMs });
  // An idle connection that the server closes is replaced at the next query; it must not end us.
  pool.on('error', (error) => {
    process.emitWarning(`A database connection was lost: ${error.message}`);
  });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function nameOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch (error) {
    if (error instanceof TypeError) return '(unreadable address)';
    throw error;
  }
}
