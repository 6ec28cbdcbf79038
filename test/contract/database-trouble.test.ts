import Sqlite from 'libsql';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { unavailability } from '../../service/db/unavailable.ts';
import { startService } from '../../service/index.ts';
import { sampleIds } from '../../service/sample.ts';
import { sampleNow, startTestService, type TestService } from '../support/service.ts';

function create(service: TestService): Promise<Response> {
  return fetch(`${service.base}/team/${service.team}/schedule`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${service.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ team_member_id: sampleIds.ana }),
  });
}

function pathOf(service: TestService): string {
  if (service.database.kind !== 'file') throw new Error('Not a file');
  return service.database.path;
}

test('while another program writes, reads go on and a write is refused with 503 and the reason', async () => {
  const log: string[] = [];
  const service = await startTestService({ log: (line) => log.push(line) });
  const other = new Sqlite(pathOf(service));
  other.exec('BEGIN IMMEDIATE');
  const refused = await create(service);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({
    message: 'The schedule database cannot be used: it is locked by another program',
  });
  expect(log).toContain('The schedule database: it is locked by another program');
  const headers = { Authorization: `Bearer ${service.token}` };
  expect((await fetch(`${service.base}/teams`, { headers })).status).toBe(200);
  other.exec('DELETE FROM entries');
  other.exec('COMMIT');
  other.close();
  // A refused write must not leave the connection in the past, where it could never write again.
  expect((await create(service)).status).toBe(201);
  const now = await fetch(`${service.base}/customer/${service.customer}/schedule`, { headers });
  expect(await now.json()).toHaveLength(1);
  await service.close();
});

test('a database that may not be written is refused at the start, with the reason and no file changed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchbill-unwritable-'));
  const file = path.join(folder, 'schedule.db');
  const config = { database: { kind: 'file', path: file }, token: 'test-token' } as const;
  await (await startService({ ...config, sampleAt: sampleNow })).close();
  const before = [readdirSync(folder), readFileSync(file)];
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  // What a file allows does not bind root: somebody who is nobody tries instead.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) process.seteuid?.(65_534);
  try {
    await expect(startService(config)).rejects.toThrow(
      `The schedule database ${file} cannot be used: it cannot be written`,
    );
  } finally {
    if (asRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
  expect([readdirSync(folder), readFileSync(file)]).toEqual(before);
  rmSync(folder, { recursive: true });
});

test('a database that lost its tables is a bug, logged with its stack and told as 500', async () => {
  const log: string[] = [];
  const service = await startTestService({ log: (line) => log.push(line) });
  const other = new Sqlite(pathOf(service));
  other.exec('DROP TABLE entries');
  other.close();
  const reply = await create(service);
  expect(reply.status).toBe(500);
  expect(await reply.text()).not.toContain('entries');
  expect(log.join('\n')).toContain('entries');
  await service.close();
});

test('a service that was closed answers nobody and has let go of its database', async () => {
  const service = await startTestService();
  await create(service);
  await service.close();
  await expect(create(service)).rejects.toThrow();
});

describe('why a database cannot be used', () => {
  const error = (code: string) => Object.assign(new Error('x'), { code });
  test.each([
    ['SQLITE_BUSY_SNAPSHOT', 'it is locked by another program'],
    ['SQLITE_READONLY_DBMOVED', 'it cannot be written'],
    ['SQLITE_FULL', 'the disk is full'],
    ['SQLITE_NOTADB', 'the file is damaged or no database'],
    ['EROFS', 'it cannot be written'],
    ['ECONNREFUSED', 'it does not answer'],
    ['57P01', 'it does not answer'],
    ['28P01', 'it refuses the user or password'],
    ['3D000', 'there is no database of this name'],
    ['53300', 'it has no room or connections left'],
    ['40001', 'it is locked by another program'],
  ])('%s: %s', (code, reason) => {
    expect(unavailability(error(code))).toBe(reason);
  });
  test('the first known reason among several counts', () => {
    const several = new AggregateError([new Error('x'), error('ECONNREFUSED')]);
    expect(unavailability(several)).toBe('it does not answer');
  });
  test('anything else is a bug', () => {
    for (const other of [new Error('x'), error('SQLITE_ERROR'), error('23505'), 'text', null])
      expect(unavailability(other)).toBeNull();
  });
});
