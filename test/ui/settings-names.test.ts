import { page, userEvent } from 'vitest/browser';
import { beforeEach, expect, test } from 'vitest';
import { snapshotWith, workspaceWith } from '../support/sample-snapshot.ts';
import { showSettings } from './support/settings-window.ts';
import { expectAccessible } from './support/show.ts';

beforeEach(() => page.viewport(860, 900));

test('names are given by hand and taken back', async () => {
  const members = [
    { id: 'a-ana', name: 'Ana Pires', email: null },
    { id: 'x-9', name: 'x-9', email: null },
  ];
  const { bridge, screen } = await showSettings(
    ['Acme', 'Names'],
    snapshotWith([workspaceWith({ members, names: { 'A-ANA': 'Ana Pires' } })]),
  );
  const nameless = screen.getByLabelText('x-9');
  await expect.element(nameless).toHaveValue('');
  await nameless.fill('Robin Ek');
  await userEvent.keyboard('{Enter}');
  const ana = screen.getByLabelText('a-ana');
  await expect.element(ana).toHaveAccessibleDescription('Given here.');
  await ana.fill('');
  await userEvent.tab();
  await screen.getByLabelText('t-payments').fill('');
  await userEvent.tab();
  expect(bridge.inputsOf('workspace.change')).toEqual([
    { workspaceId: 'w-1', names: { 'x-9': 'Robin Ek' } },
    { workspaceId: 'w-1', names: { 'a-ana': null } },
  ]);
});

test('many names are searched, not all drawn at once', async () => {
  const members = Array.from({ length: 300 }, (_, i) => ({
    id: `m-${i}`,
    name: `Member ${i}`,
    email: null,
  }));
  const { screen } = await showSettings(
    ['Acme', 'Names'],
    snapshotWith([workspaceWith({ members })]),
  );
  const list = screen.getByRole('region', { name: 'People' });
  await expect.element(list.getByText('240 more: search to narrow.')).toBeVisible();
  await list.getByLabelText('Find in 300 people').fill('Member 299');
  await expect.element(list.getByLabelText('m-299', { exact: true })).toBeVisible();
  expect(list.getByRole('listitem').elements()).toHaveLength(1);
});

test('an import of names is looked at before anything changes', async () => {
  const { bridge, screen } = await showSettings(['Acme', 'Names'], undefined, {
    'names.import': () => ({ kind: 'imported', count: 3, skipped: 1, unknown: ['x-1'] }),
  });
  await screen.getByRole('button', { name: 'Import names…' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Import names' });
  const text = dialog.getByLabelText('or its text');
  await text.fill('nothing of use');
  await expect.element(dialog.getByText(/^No row gives an id and a name/)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  const csv = 'id,name\na-ana,Ana P.\nt-payments,Payments\nx-1,Robin Ek\n,Nobody';
  const file = new File([csv], 'names.csv', { type: 'text/csv' });
  await dialog.getByLabelText('CSV or JSON file').upload(file);
  await expect.element(text).toHaveValue(csv);
  await expect
    .element(dialog.getByRole('status', { name: 'What would change' }))
    .toMatchTextContent('3 names · 1 as now · 1 for ids not seen yet · 1 row skipped');
  await expect.element(dialog.getByRole('row', { name: 'a-ana Ana Pires Ana P.' })).toBeVisible();
  await expect.element(dialog.getByText('Row 5: there is no id; skipped.')).toBeVisible();
  await expectAccessible();
  expect(bridge.inputsOf('names.import')).toEqual([]);
  await dialog.getByRole('button', { name: 'Import 3 names' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(bridge.inputsOf('names.import')).toEqual([{ workspaceId: 'w-1', text: csv }]);
  await expect
    .element(screen.getByRole('status', { name: 'Last action' }))
    .toMatchTextContent('3 names imported');
});
