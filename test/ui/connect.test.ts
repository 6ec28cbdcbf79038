import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import type { ConnectionReport } from '../../core/contract/ipc.ts';
import { addressPresets } from '../../core/contract/pinghome.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { people, snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { themed } from './support/pages.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

const { teams, members } = workspaceWith();
const roster = { me: 'A-SAM', teams, members };

const report = (
  part: Partial<Record<'read' | 'write' | 'roster' | 'signIn', 'failed' | 'off'>> = {},
  found: ConnectionReport['roster'] = roster,
): ConnectionReport => ({
  checks: (['read', 'write', 'roster', 'signIn'] as const).map((name) => ({
    name,
    result: part[name] ?? 'answered',
    failure: part[name] === 'failed' ? { kind: 'forbidden', detail: '' } : null,
    found: name === 'read' ? 12 : name === 'roster' ? 1 : null,
  })),
  roster: found,
});

async function openConnect(answers: Parameters<typeof showEditor>[1] = {}) {
  const shown = await showEditor(snapshotWith([]), {
    'workspace.test': () => report(),
    ...answers,
  });
  await shown.screen.getByRole('button', { name: 'Connect PingHome' }).click();
  const dialog = shown.screen.getByRole('dialog', { name: 'Connect PingHome' });
  await expect.element(dialog).toBeVisible();
  const at = (name: string) =>
    expect
      .poll(() => document.querySelector('[aria-current="step"]')?.textContent.trim())
      .toMatch(new RegExp(`${name}$`));
  return { ...shown, dialog, at };
}

test('a token, the teams it can read and who I am: three steps by keyboard', async () => {
  const { bridge, dialog, screen, at } = await openConnect();
  await expect.element(dialog.getByLabelText('PingHome token')).toHaveFocus();
  await userEvent.keyboard('secret{Enter}');
  await at('What to watch');
  const platform = dialog.getByRole('checkbox', { name: 'Platform (yours)' });
  await expect.element(platform).toBeChecked();
  await expect.element(platform).toHaveFocus();
  await expect.element(dialog.getByRole('checkbox', { name: 'Payments' })).not.toBeChecked();
  await dialog.getByLabelText('Customer ids').fill('c-1, A-ANA');
  await userEvent.keyboard('{Enter}');
  await at('Your view');
  const answered = dialog.getByRole('status', { name: 'What answered' });
  await expect.element(answered).toMatchTextContent('Answered: 12 entries.');
  await expect.element(answered).toMatchTextContent('Answered: 1 team.');
  await expect.element(dialog.getByLabelText('You are')).toHaveValue(people.sam.id);
  await dialog.getByLabelText('Name in Watchbill').fill('Acme');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  const customerIds = ['a-ana', 'a-jonas', 'a-mira', 'a-sam', 'c-1'];
  const addresses = addressPresets.A;
  expect(bridge.inputsOf('workspace.test')).toEqual([
    { addresses, token: 'secret', customerIds: [] },
    { addresses, token: 'secret', customerIds },
  ]);
  expect(bridge.inputsOf('workspace.connect')).toEqual([
    {
      name: 'Acme',
      addresses,
      token: 'secret',
      customerIds,
      interpretation: { zone: 'UTC', weekdayZero: 'sunday', weekOfMonth: 'block' },
    },
  ]);
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-new', me: people.sam.id },
  ]);
});

test('e-mail and password are sent once, the password is gone from the page, and no token is needed', async () => {
  const { bridge, dialog, screen, at } = await openConnect({
    'account.sign-in': () => ({ signIn: 's-1', customerId: 'c-77' }),
    'workspace.test': () => report({ roster: 'failed' }, null),
  });
  await dialog.getByRole('radio', { name: 'E-mail and password' }).click();
  await dialog.getByLabelText('E-mail').fill('sam@example.org');
  await dialog.getByLabelText('Password', { exact: true }).fill('geheim');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect
    .element(dialog.getByRole('status', { name: 'What answered' }))
    .toMatchTextContent('Access refused.');
  await expect.element(dialog.getByLabelText('Password', { exact: true })).toHaveValue('');
  await dialog.getByRole('button', { name: 'Go on all the same' }).click();
  await at('What to watch');
  await expect.element(dialog.getByText(/The roster did not answer/)).toBeVisible();
  await dialog.getByLabelText('Customer ids').fill('c-77');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByLabelText('You are')).toHaveValue('c-77');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  expect(bridge.inputsOf('account.sign-in')).toEqual([
    { addresses: addressPresets.A, email: 'sam@example.org', password: 'geheim' },
  ]);
  const later = [...bridge.inputsOf('workspace.test'), ...bridge.inputsOf('workspace.connect')];
  expect(later.map((input) => (input as { token: unknown }).token)).toEqual(
    later.map(() => ({ signIn: 's-1' })),
  );
  expect(JSON.stringify(later)).not.toContain('geheim');
});

test('a sign-in that PingHome refuses is told at the password, which stays to be corrected', async () => {
  const { bridge, dialog, at } = await openConnect({
    'account.sign-in': () => new Refusal({ kind: 'unauthorized' }),
  });
  await dialog.getByRole('radio', { name: 'E-mail and password' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByText('Give its password.')).toBeVisible();
  await dialog.getByLabelText('E-mail').fill('sam@example.org');
  const password = dialog.getByLabelText('Password', { exact: true });
  await password.fill('wrong');
  await userEvent.keyboard('{Enter}');
  await expect.element(password).toHaveAccessibleDescription(/did not accept this e-mail and pass/);
  await expect.element(password).toHaveFocus();
  await at('Sign in');
  expect(bridge.inputsOf('workspace.test')).toEqual([]);
});

test('what is missing is told at its field, after the first try only', async () => {
  const { bridge, dialog } = await openConnect({
    'workspace.test': () => report({}, { me: null, teams: [], members: [] }),
  });
  const token = dialog.getByLabelText('PingHome token');
  await expect.element(token).toHaveAttribute('aria-invalid', 'false');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByText('Paste the token.')).toBeVisible();
  await expect.element(token).toHaveFocus();
  expect(bridge.inputsOf('workspace.test')).toEqual([]);
  await token.fill('secret');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByText(/The roster names no team/)).toBeVisible();
  await expect
    .element(dialog.getByLabelText('Customer ids'))
    .toHaveAttribute('aria-invalid', 'false');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByText('Give at least one customer id.')).toBeVisible();
});

test('a token that PingHome refuses is told at its field at once', async () => {
  const refused: ConnectionReport = {
    checks: [{ name: 'roster', result: 'failed', failure: { kind: 'unauthorized' }, found: null }],
    roster: null,
  };
  const { dialog, at } = await openConnect({ 'workspace.test': () => refused });
  await dialog.getByLabelText('PingHome token').fill('expired');
  await dialog.getByRole('button', { name: 'Next' }).click();
  const token = dialog.getByLabelText('PingHome token');
  await expect.element(token).toHaveAccessibleDescription(/PingHome refused the token/);
  await at('Sign in');
  await token.fill('another');
  await expect.element(token).toHaveAttribute('aria-invalid', 'false');
});

test('own addresses need https, except for this computer; a blank sign-in address turns e-mail off', async () => {
  const { dialog } = await openConnect();
  await dialog.getByRole('radio', { name: 'E-mail and password' }).click();
  await dialog.getByRole('radio', { name: 'Own addresses' }).click();
  await dialog.getByLabelText('Schedule writes').fill('http://pinghome.example/v1');
  await dialog.getByLabelText('Schedule reads').fill('http://127.0.0.1:8080/v1');
  await dialog.getByLabelText('Roster reads').fill('');
  await dialog.getByRole('textbox', { name: 'Sign-in' }).fill('');
  await dialog.getByRole('button', { name: 'Next' }).click();
  const invalid = (name: string) =>
    expect.element(dialog.getByLabelText(name)).toHaveAttribute('aria-invalid', 'true');
  await invalid('Schedule writes');
  await expect
    .element(dialog.getByLabelText('Schedule reads'))
    .toHaveAttribute('aria-invalid', 'false');
  await expect
    .element(dialog.getByLabelText('Roster reads'))
    .toHaveAccessibleDescription('Off: names are given by hand or imported.');
  await expect
    .element(dialog.getByRole('radio', { name: 'E-mail and password' }))
    .not.toBeInTheDocument();
  await expect
    .element(dialog.getByLabelText('PingHome token'))
    .toHaveAccessibleDescription(/Paste the token/);
});

test('going back keeps what was chosen; another token asks anew', async () => {
  const { bridge, dialog, at } = await openConnect();
  await dialog.getByLabelText('PingHome token').fill('one');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('checkbox', { name: 'Payments' }).click();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await at('Sign in');
  await expect.element(dialog.getByLabelText('PingHome token')).toHaveValue('one');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByRole('checkbox', { name: 'Payments' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByLabelText('PingHome token').fill('two');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect.element(dialog.getByRole('checkbox', { name: 'Payments' })).not.toBeChecked();
  expect(bridge.inputsOf('workspace.test').at(-1)).toMatchObject({ token: 'two' });
});

test('a roster that falls silent later takes no chosen team away', async () => {
  let asked = 0;
  const { bridge, dialog } = await openConnect({
    'workspace.test': () => (asked++ === 0 ? report() : report({ roster: 'failed' }, null)),
  });
  await dialog.getByLabelText('PingHome token').fill('secret');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect
    .element(dialog.getByRole('status', { name: 'What answered' }))
    .toMatchTextContent('Access refused.');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  expect(bridge.inputsOf('workspace.connect')).toMatchObject([
    { customerIds: ['a-ana', 'a-jonas', 'a-mira', 'a-sam'] },
  ]);
});

test('a refusal stays in the dialog with what was typed; Escape closes and forgets the token', async () => {
  const { dialog, screen } = await openConnect({
    'workspace.connect': () => new Refusal({ kind: 'keychain-locked' }),
  });
  await dialog.getByLabelText('PingHome token').fill('secret');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Keychain locked.');
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Connect PingHome' }).click();
  await expect.element(dialog.getByLabelText('PingHome token')).toHaveValue('');
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in any of the steps, %s',
  async (theme) => {
    const { bridge, dialog } = await openConnect({
      'workspace.test': () => report({ write: 'failed', signIn: 'off' }),
    });
    bridge.publish(themed(snapshotWith([]), theme));
    await dialog.getByRole('radio', { name: 'Own addresses' }).click();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expectAccessible();
    await dialog.getByLabelText('PingHome token').fill('secret');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('button', { name: 'Go on all the same' }).click();
    await expect.element(dialog.getByRole('checkbox', { name: 'Platform (yours)' })).toBeVisible();
    await expectAccessible();
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect.element(dialog.getByLabelText('You are')).toBeVisible();
    await expectAccessible();
  },
);
