import { readFileSync } from 'node:fs';
import path from 'node:path';
import { entriesOf, rulesOf } from '../support/account.ts';
import { pictures, savesTo } from '../support/app.ts';
import { expect, test } from '../support/open-schedule.ts';

test('entries leave as a file, are changed at once, come back from the file, and each step is undone', async ({
  account,
  openSchedule,
  profile,
}) => {
  const rules = () => rulesOf(account);
  const before = await rules();
  const { app, window, said } = await openSchedule();
  await window.getByRole('radio', { name: 'List' }).click();

  // Out.
  const file = path.join(profile, 'export.json');
  await savesTo(app, file);
  await window.getByRole('button', { name: 'Export…' }).click();
  const exporting = window.getByRole('dialog', { name: 'Export' });
  await exporting.getByLabel('As').selectOption({ label: 'JSON: entries, exactly as they are' });
  await exporting.getByRole('button', { name: 'Save as…' }).click();
  await expect(said).toContainText('export.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'watchbill-entries/1' });

  // Many at once, as one step.
  await window.getByRole('checkbox', { name: 'Select all entries' }).click();
  await window.getByRole('button', { name: 'Change…' }).click();
  await window.getByRole('textbox', { name: 'Until' }).fill('2031-12-31');
  await window.screenshot({ path: path.join(pictures, 'bulk-light.png') });
  await window.getByRole('button', { name: `Save ${before.length} changes` }).click();
  await expect(said).toContainText(`${before.length} changes saved.`, { timeout: 60_000 });
  const changed = await entriesOf(account);
  expect(changed.every((row) => String(row['end_date']).startsWith('2031-12-31'))).toBe(true);

  // In again: what the file has comes, what it has not goes.
  await window.getByRole('button', { name: 'Import…' }).click();
  await window.getByLabel('File to import').setInputFiles(file);
  await window.getByRole('radio', { name: 'Replace' }).click();
  await window.getByRole('button', { name: /^Save \d+ changes$/ }).click();
  await expect(said).toContainText(/^Import .* changes saved\.$/, { timeout: 60_000 });
  expect(await rules()).toEqual(before);

  // Back, step by step.
  await window.keyboard.press('Control+z');
  await expect(said).toContainText(/^Undo: \d+ changes saved\.$/, { timeout: 60_000 });
  expect((await entriesOf(account)).map((row) => String(row['end_date']).slice(0, 10))).toEqual(
    changed.map(() => '2031-12-31'),
  );
  await window.getByRole('button', { name: /^Undo: \d+ changed/ }).click();
  await expect.poll(rules, { timeout: 60_000 }).toEqual(before);
});
