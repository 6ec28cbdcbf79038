import { createHash } from 'node:crypto';
import { sql, type ExpressionBuilder } from 'kysely';
import type { Database, EntryTable, Tables } from './tables.ts';

/** The fields of an entry that a client may write, as it wrote them. */
export interface EntryFields {
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly monthsOfYear: readonly number[];
  readonly weeksOfMonth: readonly number[];
  readonly weekDays: readonly number[];
  readonly startTime: string | null;
  readonly endTime: string | null;
}

/** An entry of a team as kept. `version` changes with the fields and with nothing else. */
export interface StoredEntry extends EntryFields {
  readonly teamId: string;
  readonly memberId: string;
  readonly createdAt: string;
  readonly version: string;
}

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
}

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly memberCount: number;
}

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
}

/** Whose entries are asked for: all teams of an organisation, or one person. */
export interface Scope {
  readonly kind: 'organisation' | 'member';
  readonly id: string;
}

/** All that the endpoints need of the database; ids are lower-case. Each write is one statement. */
export interface Repo {
  organisation(): Promise<OrganisationRow | null>;
  teams(): Promise<readonly TeamRow[]>;
  members(teamId: string): Promise<readonly MemberRow[]>;
  /** What an id in `/customer/{id}` stands for; null for neither. */
  scopeOf(id: string): Promise<Scope | null>;
  entries(scope: Scope): Promise<readonly StoredEntry[]>;
  entry(teamId: string, memberId: string, createdAt: string): Promise<StoredEntry | null>;
  /** False when that member already has an entry of that `createdAt`. */
  insert(entry: StoredEntry): Promise<boolean>;
  /** Writes only while the kept version is the one seen; false when it is gone or another. */
  replace(seen: StoredEntry, fields: EntryFields): Promise<boolean>;
  remove(seen: StoredEntry): Promise<boolean>;
}

/** The digest that tells two states of one entry apart. */
export function versionOf(fields: EntryFields): string {
  const parts = [
    fields.startDate,
    fields.endDate,
    fields.monthsOfYear,
    fields.weeksOfMonth,
    fields.weekDays,
    fields.startTime,
    fields.endTime,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** The repository over either database. */
export function createRepo(db: Database): Repo {
  return { ...rosterOf(db), ...entriesOf(db) };
}

function rosterOf(db: Database): Pick<Repo, 'organisation' | 'teams' | 'members' | 'scopeOf'> {
  return {
    organisation: () => readOrganisation(db),
    teams: () => readTeams(db),
    members: (teamId) =>
      db
        .selectFrom('memberships')
        .innerJoin('members', 'members.id', 'memberships.member_id')
        .where('memberships.team_id', '=', teamId)
        .select(['members.id', 'members.name', 'members.email', 'memberships.role'])
        .orderBy('members.name')
        .orderBy('members.id')
        .execute(),
    async scopeOf(id) {
      if ((await readOrganisation(db))?.id === id) return { kind: 'organisation', id };
      const members = db.selectFrom('members').select('id').where('id', '=', id);
      return (await members.executeTakeFirst()) === undefined ? null : { kind: 'member', id };
    },
  };
}

async function readOrganisation(db: Database): Promise<OrganisationRow | null> {
  const all = db.selectFrom('organisations').select(['id', 'name']).orderBy('created_at');
  return (await all.limit(1).executeTakeFirst()) ?? null;
}

async function readTeams(db: Database): Promise<readonly TeamRow[]> {
  const rows = await db
    .selectFrom('teams')
    .leftJoin('memberships', 'memberships.team_id', 'teams.id')
    .select(['teams.id', 'teams.name', 'teams.created_at as createdAt'])
    .select(sql<number>`count(memberships.member_id)`.as('memberCount'))
    .groupBy(['teams.id', 'teams.name', 'teams.created_at'])
    .orderBy('teams.created_at')
    .orderBy('teams.id')
    .execute();
  // PostgreSQL counts in 64 bits and its driver hands those over as text.
  return rows.map((row) => ({ ...row, memberCount: Number(row.memberCount) }));
}

function entriesOf(
  db: Database,
): Pick<Repo, 'entries' | 'entry' | 'insert' | 'replace' | 'remove'> {
  return {
    entries: async (scope) => (await readEntries(db, scope)).map(fromRow),
    async entry(teamId, memberId, createdAt) {
      const keyed = db.selectFrom('entries').selectAll().where('team_id', '=', teamId);
      const row = await keyed
        .where('member_id', '=', memberId)
        .where('created_at', '=', createdAt)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async insert(entry) {
      const result = await db
        .insertInto('entries')
        .values(toRow(entry))
        .onConflict((conflict) => conflict.columns(['member_id', 'created_at']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
    },
    async replace(seen, fields) {
      const row = toRow({ ...seen, ...fields, version: versionOf(fields) });
      const update = db.updateTable('entries').set(row).where(isStill(seen));
      return Number((await update.executeTakeFirst()).numUpdatedRows) === 1;
    },
    async remove(seen) {
      const removal = db.deleteFrom('entries').where(isStill(seen));
      return Number((await removal.executeTakeFirst()).numDeletedRows) === 1;
    },
  };
}

function readEntries(db: Database, scope: Scope): Promise<EntryTable[]> {
  const all = db.selectFrom('entries').selectAll('entries');
  const wanted =
    scope.kind === 'member'
      ? all.where('member_id', '=', scope.id)
      : all.innerJoin('teams', 'teams.id', 'team_id').where('organisation_id', '=', scope.id);
  return wanted.orderBy('entries.created_at').orderBy('member_id').execute();
}

/** The row of that key, as long as nobody changed it since it was seen. */
function isStill(seen: StoredEntry) {
  return (eb: ExpressionBuilder<Tables, 'entries'>) =>
    eb.and({
      team_id: seen.teamId,
      member_id: seen.memberId,
      created_at: seen.createdAt,
      version: seen.version,
    });
}

/** An entry as its row; the sample and the tests fill the table with it. */
export function toRow(entry: StoredEntry): EntryTable {
  return {
    team_id: entry.teamId,
    member_id: entry.memberId,
    created_at: entry.createdAt,
    start_date: entry.startDate,
    end_date: entry.endDate,
    months_of_year: JSON.stringify(entry.monthsOfYear),
    weeks_of_month: JSON.stringify(entry.weeksOfMonth),
    week_days: JSON.stringify(entry.weekDays),
    start_time: entry.startTime,
    end_time: entry.endTime,
    version: entry.version,
  };
}

function fromRow(row: EntryTable): StoredEntry {
  return {
    teamId: row.team_id,
    memberId: row.member_id,
    createdAt: row.created_at,
    startDate: row.start_date,
    endDate: row.end_date,
    monthsOfYear: numbers(row.months_of_year),
    weeksOfMonth: numbers(row.weeks_of_month),
    weekDays: numbers(row.week_days),
    startTime: row.start_time,
    endTime: row.end_time,
    version: row.version,
  };
}

/** Our own column, written by `toRow` only. */
function numbers(text: string): readonly number[] {
  return JSON.parse(text) as readonly number[];
}
