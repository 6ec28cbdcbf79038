import type { RunningService } from '../../../service/index.ts';
import { sampleIds } from '../../../service/sample.ts';
import { entriesIn, send, type Answer, type Options, type Target } from '../target.ts';

type Row = Readonly<Record<string, unknown>>;

/** The service that is held to its word, and what a test asks of it. */
export interface Promised {
  readonly target: Target;
  readonly service: RunningService;
  /** Creates an entry of Platform, unless the options name another team. */
  post(body: unknown, options?: Options): Promise<Answer>;
  /** The entries of a customer, or of the organisation. */
  rows(id?: string): Promise<readonly Row[]>;
  /** The newest entry. */
  newest(): Promise<Row>;
}

export const team = sampleIds.platform;

/** An entry that every rule allows. */
export const good = {
  team_member_id: sampleIds.ana,
  start_date: '2099-01-01T00:00:00Z',
  end_date: '2099-12-31T23:59:59Z',
  months_of_year: [1],
  weeks_of_month: [1],
  week_days: [1],
  start_time: '00:00:00',
  end_time: '23:59:59',
};

export const keyOf = (row: Row) => ({
  team_member_id: String(row['team_member_id']),
  created_at: String(row['created_at']),
});

/** What a test asks of the service that `opened` tells. */
export function promisedBy(
  opened: () => { readonly target: Target; readonly service: RunningService },
): Promised {
  const own: Promised = {
    get target() {
      return opened().target;
    },
    get service() {
      return opened().service;
    },
    post: (body, options = {}) => send(own.target, 'createEntry', { id: team, body, ...options }),
    rows: async (id = own.target.customer) =>
      entriesIn((await send(own.target, 'readSchedule', { id })).json),
    newest: async () => (await own.rows()).at(-1) ?? {},
  };
  return own;
}
