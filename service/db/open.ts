import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import { openSqlite } from './sqlite.ts';
import type { Database, Tables } from './tables.ts';
import { unavailability } from './unavailable.ts';

/** Where the schedule is kept: a file of our own, or a PostgreSQL database. */
export type DatabasePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The database cannot be used; the message is fit for a person and names no password. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

const connectMs = 5_000;

/**
 * Opens the database and brings it to the newest migration.
 * @throws DatabaseUnusable when it is locked, unwritable, no database, or out of reach.
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  let db: Database | null = null;
  try {
    db =
      place.kind === 'file'
        ? new Kysely({ dialect: new SqliteDialect({ database: openSqlite(place.path) }) })
        : await openPostgres(place.url);
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
