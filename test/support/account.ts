import { expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PrivateDesktop } from '../../scripts/desktop/private-desktop.ts';
import type { TestService } from './service.ts';

/** Where a test account answers, and what it is asked with. */
export type Account = Pick<TestService, 'base' | 'token' | 'customer'>;

/** Goes through the open "Connect PingHome" as a person does: token, addresses, customer, name. */
export async function connect(window: Page, account: Account, name = 'Acme'): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Connect PingHome' });
  await dialog.getByLabel('PingHome token').fill(account.token);
  await dialog.getByRole('radio', { name: 'Own addresses' }).click();
  const addresses = dialog.getByRole('group', { name: 'Addresses' }).getByRole('textbox');
  await expect(addresses).toHaveCount(4);
  for (const [place, address] of [account.base, account.base, account.base, ''].entries()) {
    await addresses.nth(place).fill(address);
  }
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Customer ids').fill(account.customer);
  // The organisation alone is watched: what the roster proposes is taken back.
  const proposed = dialog.getByRole('checkbox', { checked: true });
  for (let left = await proposed.count(); left > 0; left -= 1) await proposed.first().click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Name in Watchbill').fill(name);
  await dialog.getByLabel('You are').selectOption('');
  await expect(dialog.getByRole('status', { name: 'What answered' })).toContainText('Answered:');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The schedule as another client of the same account sees it. */
export async function entriesOf(account: Account): Promise<readonly Record<string, unknown>[]> {
  const reply = await fetch(`${account.base}/customer/${account.customer}/schedule`, {
    headers: { authorization: `Bearer ${account.token}` },
  });
  expect(reply.status).toBe(200);
  return (await reply.json()) as readonly Record<string, unknown>[];
}

/** How many values say "all": what is written never has an empty list. */
const allOf = { months_of_year: 12, weeks_of_month: 5, week_days: 7 } as const;

/** What each entry of the account says, whatever its key and however it spells "all". */
export async function rulesOf(account: Account): Promise<Record<string, unknown>[]> {
  const rows = await entriesOf(account);
  return sortedRules(
    rows.map(({ team_id, team_member_id, start_date, end_date, start_time, end_time, ...row }) => ({
      ...{ team_id, team_member_id, start_date, end_date, start_time, end_time },
      ...Object.fromEntries(
        Object.entries(allOf).map(([name, count]) => {
          const list = row[name] as readonly number[];
          return [name, list.length === count ? [] : list];
        }),
      ),
    })),
  );
}

/** In the order of `rulesOf`. */
export function sortedRules(rules: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return [...rules].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Adds an entry behind the app's back. */
export async function addEntry(
  account: Account & { readonly team: string },
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const reply = await fetch(`${account.base}/team/${account.team}/schedule`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...wholeDays, ...body }),
  });
  expect(reply.status).toBe(201);
}

const wholeDays = {
  months_of_year: [],
  weeks_of_month: [],
  week_days: [],
  start_time: '00:00:00',
  end_time: '23:59:59',
};

const run = promisify(execFile);

/** Every secret of ours that the keychain holds, as another program reads it. */
export async function keychainSecrets(desktop: PrivateDesktop): Promise<readonly string[]> {
  const { stdout, stderr } = await run(
    'secret-tool',
    ['search', '--all', '--unlock', 'service', 'Watchbill'],
    {
      env: { ...process.env, ...desktop.env },
    },
  );
  return [...`${stdout}\n${stderr}`.matchAll(/^secret = (.*)$/gm)].map((match) => match[1] ?? '');
}

/** Calls main from a page over its one road, as the page's own scripts do. */
export function callMain(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([call, given]) => {
      const { watchbill } = globalThis as unknown as {
        readonly watchbill: { call(name: string, input: unknown): Promise<unknown> };
      };
      return watchbill.call(call, given);
    },
    [name, input] as const,
  );
}
