import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCacheSync } from '../../../main/cache.ts';
import {
  startMisbehaving,
  startRecorder,
  status,
  type Misbehaving,
  type Recorder,
} from '../../support/misbehaving/server.ts';
import { temporaryFolder, workspaceId } from '../../support/watched.ts';
import { mornings, openWriting, type Writing } from '../../support/writing.ts';

// A token made of nothing that occurs elsewhere, so that any trace of it is one.
const token = 'zQ7-geheim-9f2c.XYZ_tok';
let server: Misbehaving;
let elsewhere: Recorder;
let place: { path: string; remove: () => void };
let app: Writing;

beforeEach(async () => {
  server = await startMisbehaving({ token });
  elsewhere = await startRecorder();
  place = temporaryFolder();
  app = await openWriting({
    base: server.base,
    token,
    folder: place.path,
    customerIds: [server.ids.organisation],
  });
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
  place.remove();
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

test('the token is in no result, snapshot, file or error, even when the server sends it back', async () => {
  const told: unknown[] = [];
  const { platform: teamId, ana: memberId } = server.ids;
  const create = (day: number) =>
    app.writes.create({ workspaceId, teamId, memberId, rule: mornings(day) });
  await app.sync.refresh(workspaceId);
  told.push(await create(1));
  const echo = {
    message: `Bearer ${token} is not enough`,
    errors: [{ field: token, path: `/${token}`, message: token }],
  };
  for (const code of [400, 401, 403, 404, 409, 422, 429, 500, 503]) {
    server.next('createEntry', status(code, echo));
    told.push(await create(2));
    server.always('readSchedule', status(code, echo));
    await app.sync.refresh(workspaceId);
    told.push(app.store.read());
    server.heal();
  }
  server.next('createEntry', {
    kind: 'answer',
    status: 302,
    effect: 'none',
    headers: { Location: `${elsewhere.url}/?t=${token}` },
  });
  told.push(await create(3));
  await app.sync.refresh(workspaceId);
  told.push(
    app.journal.records(),
    app.writes.unfinished(),
    readCacheSync(join(place.path, 'cache')),
  );
  await app.end();
  expect(inspect(told, { depth: null, maxStringLength: null, maxArrayLength: null })).not.toContain(
    token,
  );
  expect(JSON.stringify(told)).toContain('[token]');
  const files = filesIn(place.path);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toContain(token);
  expect(elsewhere.requests).toEqual([]);
  // It did reach the one place it is for.
  expect(
    server.requests.every(({ headers }) => headers['authorization'] === `Bearer ${token}`),
  ).toBe(true);
});
