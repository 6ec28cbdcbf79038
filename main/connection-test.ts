import type { Outcome } from '../core/contract/failure.ts';
import type { CallInput, ConnectionReport, RosterFound } from '../core/contract/ipc.ts';
import type { Client, ClientParts } from './pinghome/client.ts';
import { readRoster, type Roster } from './roster.ts';
import { createSlots } from './slots.ts';

/** The question of the page, its credential made a token. */
export type ConnectionTest = Omit<CallInput<'workspace.test'>, 'token'> & {
  readonly token: string;
};

type Check = ConnectionReport['checks'][number];

/**
 * Asks each address something harmless and reports what answered. The write address is never
 * written to: a read of a path it does not serve tells whether anything is there.
 */
export async function testConnection(
  input: ConnectionTest,
  clientWith: (parts: Pick<ClientParts, 'addresses' | 'token'>) => Client,
  reach: (address: string) => Promise<Outcome<null>>,
): Promise<ConnectionReport> {
  const { addresses, token, customerIds } = input;
  const client = clientWith({ addresses, token: () => Promise.resolve(token) });
  const [customer] = customerIds;
  const read =
    customer === undefined
      ? reach(addresses.read).then((outcome) => check('read', outcome, () => null))
      : client
          .readSchedule(customer)
          .then((outcome) =>
            check('read', outcome, (reply) =>
              reply.kind === 'entries' ? reply.entries.length : null,
            ),
          );
  const people = addresses.roster === '' ? null : readRoster(client, createSlots(atATime));
  const roster =
    people === null
      ? off('roster')
      : people.then((outcome) => check('roster', outcome, ({ teams }) => teams.length));
  const signIn =
    addresses.signIn === ''
      ? off('signIn')
      : reach(addresses.signIn).then((outcome) => check('signIn', outcome, () => null));
  const write = reach(addresses.write).then((outcome) => check('write', outcome, () => null));
  return {
    checks: await Promise.all([read, write, roster, signIn]),
    roster: people === null ? null : await choiceOf(await people, client),
  };
}

const atATime = 4;

/** Whom one may choose to watch; whose token it is need not be told for that. */
async function choiceOf(roster: Outcome<Roster>, client: Client): Promise<RosterFound | null> {
  if (!roster.ok) return null;
  const { teams, members } = roster.value;
  const profile = await client.readProfile();
  return { me: profile.ok ? profile.value.id : null, teams, members };
}

function off(name: Check['name']): Promise<Check> {
  return Promise.resolve({ name, result: 'off', failure: null, found: null });
}

function check<T>(
  name: Check['name'],
  outcome: Outcome<T>,
  count: (value: T) => number | null,
): Check {
  return outcome.ok
    ? { name, result: 'answered', failure: null, found: count(outcome.value) }
    : { name, result: 'failed', failure: outcome.failure, found: null };
}
