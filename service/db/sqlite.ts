import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Sqlite from 'libsql';

/** How long a statement waits for another process's lock before it fails as busy. */
const busyMs = 2_000;

/**
 * Opens a database file, created for its owner only (0600, its folder 0700), as kysely wants it.
 * @throws the system's or SQLite's own error when it is locked, unwritable or no database.
 */
export function openSqlite(path: string): SqliteDatabase {
  claimFile(path);
  const database = new Sqlite(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${String(busyMs)}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA foreign_keys = ON');
    // A committed write must survive a power cut: the client tells its user "saved".
    database.exec('PRAGMA synchronous = FULL');
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    prepare: (sql) => prepare(database, sql),
    close() {
      try {
        // What is in the log moves into the file, so that the file alone is a whole copy.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        database.close();
      }
    },
  };
}

/** Creates the file for its owner only, and refuses one that could not be written later. */
function claimFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  accessSync(path, constants.R_OK | constants.W_OK);
  accessSync(dirname(path), constants.W_OK);
}

/**
 * Takes the write lock by `exec` before any statement that writes. A prepared statement that libsql
 * reports as busy is never reset: its connection would go on reading the old state for ever, and
 * could never write again.
 */
function prepare(database: Sqlite.Database, sql: string): SqliteStatement {
  if (/^(begin|commit|rollback)\b/i.test(sql)) return command(database, sql);
  const statement = database.prepare<unknown[]>(sql);
  return {
    reader: statement.reader,
    all: (parameters) => statement.all([...parameters]),
    iterate: (parameters) => statement.iterate([...parameters]),
    run: (parameters) =>
      database.inTransaction
        ? statement.run([...parameters])
        : inTransaction(database, () => statement.run([...parameters])),
  };
}

function command(database: Sqlite.Database, sql: string): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [].values(),
    run() {
      database.exec(/^begin\b/i.test(sql) ? 'BEGIN IMMEDIATE' : sql);
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
}

function inTransaction<T>(database: Sqlite.Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
