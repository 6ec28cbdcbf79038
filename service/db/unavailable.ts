const sqlite: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'it is locked by another program'],
  [/^SQLITE_(READONLY|PERM|AUTH)/, 'it cannot be written'],
  [/^SQLITE_FULL/, 'the disk is full'],
  [/^SQLITE_CANTOPEN/, 'it cannot be opened'],
  [/^SQLITE_(NOTADB|CORRUPT)/, 'the file is damaged or no database'],
  [/^SQLITE_(IOERR|PROTOCOL|NOLFS)/, 'the disk reports an error'],
];
const system: readonly (readonly [RegExp, string])[] = [
  [/^(EACCES|EPERM|EROFS)$/, 'it cannot be written'],
  [/^(ENOSPC|EDQUOT)$/, 'the disk is full'],
  [/^(EISDIR|ENOTDIR|EEXIST|ENOENT|ELOOP|ENAMETOOLONG)$/, 'there can be no file of this name'],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EPIPE|EHOSTUNREACH)$/,
    'it does not answer',
  ],
];
/** Classes of SQLSTATE, PostgreSQL's manual appendix A. */
const postgres: readonly (readonly [RegExp, string])[] = [
  [/^(08|57P)/, 'it does not answer'],
  [/^28/, 'it refuses the user or password'],
  [/^3D/, 'there is no database of this name'],
  [/^(53|54)/, 'it has no room or connections left'],
  [/^(25006|42501)$/, 'it cannot be written'],
  [/^(40|55)/, 'it is locked by another program'],
];

/**
 * Why the database cannot do its work right now, in words that follow its name; null when the error
 * is no fault of the database but a bug. Covers SQLite, the file system and PostgreSQL.
 */
export function unavailability(error: unknown): string | null {
  if (error instanceof AggregateError) return firstOf(error.errors);
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = [...sqlite, ...system, ...postgres].find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1];
  return /^(timeout|Connection terminated|timeout exceeded)/i.test(error.message)
    ? 'it does not answer'
    : null;
}

function firstOf(errors: readonly unknown[]): string | null {
  return errors.map(unavailability).find((reason) => reason !== null) ?? null;
}
