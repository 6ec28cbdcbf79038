import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { addressPresets } from '../../core/contract/pinghome.ts';
import { Refusal } from '../support/fake-bridge.ts';
import { snapshotWith } from '../support/sample-snapshot.ts';
import { expectAccessible, showEditor } from './support/show.ts';

beforeEach(() => page.viewport(1280, 900));

async function openConnect(answers: Parameters<typeof showEditor>[1] = {}) {
  const shown = await showEditor(snapshotWith([]), answers);
  await shown.screen.getByRole('button', { name: 'Connect PingHome' }).click();
  const dialog = shown.screen.getByRole('dialog', { name: 'Connect PingHome' });
  await expect.element(dialog).toBeVisible();
  return { ...shown, dialog };
}

test('every missing field is told at that field, after the first try only', async () => {
  const { bridge, dialog } = await openConnect();
  await expect.element(dialog.getByLabelText('Token')).toHaveAttribute('aria-invalid', 'false');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(dialog.getByText('Paste the token.')).toBeVisible();
  await expect.element(dialog.getByText('Give at least one customer id.')).toBeVisible();
  expect(bridge.inputsOf('workspace.connect')).toEqual([]);
});

test('own addresses need https, except for this computer', async () => {
  const { dialog } = await openConnect();
  await dialog.getByRole('radio', { name: 'Own addresses' }).click();
  await dialog.getByLabelText('Schedule writes').fill('http://pinghome.example/v1');
  await dialog.getByLabelText('Schedule reads').fill('http://127.0.0.1:8080/v1');
  await dialog.getByLabelText('Roster reads').fill('');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect
    .element(dialog.getByLabelText('Schedule writes'))
    .toHaveAttribute('aria-invalid', 'true');
  await expect
    .element(dialog.getByLabelText('Schedule reads'))
    .toHaveAttribute('aria-invalid', 'false');
  await expect
    .element(dialog.getByLabelText('Roster reads'))
    .toHaveAttribute('aria-invalid', 'false');
  await expectAccessible();
});

test('a test says of each address what answered, and Connect sends what was tested', async () => {
  const { bridge, dialog, screen } = await openConnect({
    'workspace.test': () => ({
      checks: [
        { name: 'read', result: 'answered', failure: null, found: 12 },
        {
          name: 'write',
          result: 'failed',
          failure: { kind: 'forbidden', detail: '' },
          found: null,
        },
        { name: 'roster', result: 'answered', failure: null, found: 1 },
        { name: 'signIn', result: 'off', failure: null, found: null },
      ],
    }),
  });
  await dialog.getByLabelText('Token').fill('secret');
  await dialog.getByLabelText('Customer ids').fill('c-1, c-2 c-1');
  await dialog.getByRole('radio', { name: /^B/ }).click();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  const report = dialog.getByRole('status', { name: 'What answered' });
  await expect.element(report).toMatchTextContent('Answered: 12 entries.');
  await expect.element(report).toMatchTextContent('Access refused.');
  await expect.element(report).toMatchTextContent('Answered: 1 team.');
  await expect.element(report).toMatchTextContent('Off: no address given.');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  expect(bridge.inputsOf('workspace.connect')).toEqual([
    {
      name: 'PingHome',
      addresses: addressPresets.B,
      token: 'secret',
      customerIds: ['c-1', 'c-2'],
      interpretation: { zone: 'UTC', weekdayZero: 'sunday', weekOfMonth: 'block' },
    },
  ]);
});

test('a refusal stays in the dialog with what was typed; Escape closes and forgets the token', async () => {
  const { dialog, screen } = await openConnect({
    'workspace.connect': () => new Refusal({ kind: 'unauthorized' }),
  });
  await dialog.getByLabelText('Token').fill('expired');
  await dialog.getByLabelText('Customer ids').fill('c-1');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Sign in again.');
  await expect.element(dialog.getByLabelText('Token')).toHaveValue('expired');
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Connect PingHome' }).click();
  await expect.element(dialog.getByLabelText('Token')).toHaveValue('');
});
