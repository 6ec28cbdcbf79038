import Database from 'libsql';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/app.ts';
import { picture } from '../support/theme-pictures.ts';

const someone = expect.stringMatching(/ is on call · Platform$/) as unknown;

test('damaged files are set aside, told of, and replaced by what works', async ({
  startApp,
  profile,
}) => {
  const first = await startApp();
  await expect.poll(first.menu).toContain('Up to date');
  await first.close();
  const cache = path.join(profile, 'last-known-good');
  const cached = readdirSync(cache).filter((name) => name.endsWith('.cache.json'));
  const files = [
    ...['settings.json', 'notices.json', 'journal.jsonl'].map((name) => path.join(profile, name)),
    ...cached.map((name) => path.join(cache, name)),
  ];
  const damage = '{"damaged": tru\n{"by": "a test"}\n';
  for (const file of files) writeFileSync(file, damage);
  const app = await startApp();
  const told = [
    '! Settings were reset',
    '! Saved schedule was reset',
    '! Record of notices was reset',
    '! Journal of changes was reset',
  ];
  await expect.poll(app.menu).toEqual(expect.arrayContaining([...told, 'Up to date']));
  expect(await app.menu()).toContainEqual(someone);
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/could not be read/)).toHaveCount(4);
  await picture(app, window, 'state-damaged-files');
  const kept = [profile, cache].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.includes('damaged'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  );
  expect(kept).toEqual(files.map(() => damage));
});

test('a locked database is named, and read as soon as it is free', async ({
  startApp,
  profile,
}) => {
  const file = path.join(profile, 'schedule.db');
  const other = new Database(file);
  other.exec('PRAGMA journal_mode = DELETE; CREATE TABLE mine (a); BEGIN EXCLUSIVE');
  const app = await startApp();
  await expect.poll(app.menu).toContain('! Local service stopped');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/it is locked by another program/).first()).toBeVisible();
  await picture(app, window, 'state-service-locked');
  other.exec('ROLLBACK');
  other.close();
  await expect.poll(app.menu).toContain('Up to date');
  expect(await app.menu()).not.toContain('! Local service stopped');
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
});

test('a damaged database, or one that is none, is named in tray and window', async ({
  startApp,
  profile,
}) => {
  const file = path.join(profile, 'schedule.db');
  writeFileSync(file, 'this is no database, whatever its name says'.repeat(100));
  const app = await startApp();
  await expect.poll(app.menu).toContain('! Local service stopped');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByText(/the file is damaged or no database/).first()).toBeVisible();
  await app.close();
  rmSync(file);
  mkdirSync(file);
  const again = await startApp();
  await expect.poll(again.menu).toContain('! Local service stopped');
});

test('a window whose page crashed comes back', async ({ startApp }) => {
  const app = await startApp();
  await expect.poll(app.menu).toContain('Up to date');
  await app.choose('Open schedule…');
  const window = await app.window('editor');
  await expect(window.getByRole('article', { name: 'Platform: on call now' })).toBeVisible();
  const crashed = window.waitForEvent('crash');
  await app.electron.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.forcefullyCrashRenderer();
  });
  await crashed;
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) =>
        Promise.all(
          BrowserWindow.getAllWindows().map((open) =>
            open.webContents.isCrashed()
              ? 'crashed'
              : (open.webContents.executeJavaScript('document.body.innerText') as Promise<string>),
          ),
        ),
      ),
    )
    .toEqual([expect.stringContaining('Platform')]);
});
