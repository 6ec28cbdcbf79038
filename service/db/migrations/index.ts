import type { MigrationProvider } from 'kysely/migration';
import { schedule } from './0001-schedule.ts';

/** All migrations by name, in order; listed here so that a bundle carries them. */
export const migrations: MigrationProvider = {
  getMigrations: () => Promise.resolve({ '0001-schedule': schedule }),
};
