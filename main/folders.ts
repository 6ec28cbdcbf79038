import path from 'node:path';

/** Where the app keeps its files, all below the profile. */
export interface Folders {
  readonly profile: string;
  readonly cache: string;
  readonly logs: string;
  /** The embedded service's database. */
  readonly database: string;
  readonly journal: string;
  /** What notices were told. */
  readonly notices: string;
}

export function foldersIn(profile: string): Folders {
  return {
    profile,
    cache: path.join(profile, 'last-known-good'),
    logs: path.join(profile, 'logs'),
    database: path.join(profile, 'schedule.db'),
    journal: path.join(profile, 'journal.jsonl'),
    notices: path.join(profile, 'notices.json'),
  };
}
