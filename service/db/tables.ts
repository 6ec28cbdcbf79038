import type { Kysely } from 'kysely';

/** The tables as both databases keep them; ids are lower-case UUIDs, lists are JSON texts. */
export interface Tables {
  organisations: { id: string; name: string; created_at: string };
  teams: { id: string; organisation_id: string; name: string; created_at: string };
  members: { id: string; organisation_id: string; name: string; email: string | null };
  memberships: { team_id: string; member_id: string; role: string };
  entries: EntryTable;
}

export interface EntryTable {
  team_id: string;
  member_id: string;
  /** Opaque to clients and unique per member. */
  created_at: string;
  /** Dates and times as they were written, offset and fraction included. */
  start_date: string | null;
  end_date: string | null;
  months_of_year: string;
  weeks_of_month: string;
  week_days: string;
  start_time: string | null;
  end_time: string | null;
  /** Digest of all fields a client may change. */
  version: string;
}

export type Database = Kysely<Tables>;
