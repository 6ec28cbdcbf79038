import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Organisations, teams, members and their entries. */
export const schedule: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('organisations')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('teams')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('organisation_id', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('members')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('organisation_id', 'text', (column) =>
        column.notNull().references('organisations.id'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('email', 'text')
      .execute();
    await db.schema
      .createTable('memberships')
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('member_id', 'text', (column) => column.notNull().references('members.id'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('memberships_key', ['team_id', 'member_id'])
      .execute();
    await createEntries(db);
  },
};

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entries')
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('member_id', 'text', (column) => column.notNull().references('members.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('start_date', 'text')
    .addColumn('end_date', 'text')
    .addColumn('months_of_year', 'text', (column) => column.notNull())
    .addColumn('weeks_of_month', 'text', (column) => column.notNull())
    .addColumn('week_days', 'text', (column) => column.notNull())
    .addColumn('start_time', 'text')
    .addColumn('end_time', 'text')
    .addColumn('version', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_key', ['member_id', 'created_at'])
    .execute();
  await db.schema.createIndex('entries_of_team').on('entries').column('team_id').execute();
}
