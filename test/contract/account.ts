import type { Target } from './target.ts';

const names = ['READ_URL', 'WRITE_URL', 'TOKEN', 'CUSTOMER', 'TEAM', 'MEMBER'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The account an environment names: all of the variables, or none of them. */
export function accountIn(environment: Environment): Target | null {
  const values = names.map((name) => environment[`WATCHBILL_CONTRACT_${name}`] ?? '');
  if (values.every((value) => value === '')) return null;
  const [readUrl, writeUrl, token, customer, team, member] = values;
  if (!readUrl || !writeUrl || !token || !customer || !team || !member)
    throw new Error(`Set all of ${names.map((name) => `WATCHBILL_CONTRACT_${name}`).join(', ')}`);
  return { readUrl, writeUrl, rosterUrl: '', token, customer, team, member };
}

/** Whether entries may be made in that account, and removed again. */
export function mayWriteIn(environment: Environment): boolean {
  return environment['WATCHBILL_CONTRACT_WRITE'] === 'yes';
}
