import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleIds } from '../../service/sample.ts';
import { PostgresMissing, startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { documentedBehaviour } from './documented.ts';
import { strictBehaviour } from './strict.ts';
import { entriesIn, send, type Target } from './target.ts';

function targetOf(service: TestService): Target {
  const { base, token, customer, team } = service;
  return {
    readUrl: base,
    writeUrl: base,
    rosterUrl: base,
    token,
    customer,
    team,
    member: sampleIds.ana,
  };
}

describe('over SQLite', () => {
  const service = startTestService();
  const open = async () => ({ target: targetOf(await service), service: await service });
  documentedBehaviour('our service over SQLite', async () => (await open()).target);
  strictBehaviour('over SQLite', open);
});

/** A PostgreSQL there must be on Linux in CI; elsewhere its absence is said and passed over. */
const mustHavePostgres = process.platform === 'linux' && process.env['CI'] !== undefined;
const started = await startPostgres().catch((error: unknown) => {
  if (error instanceof PostgresMissing) return error;
  throw error;
});

describe('over PostgreSQL', () => {
  if (started instanceof PostgresMissing) {
    test.skipIf(!mustHavePostgres)('there is a server to test with', () => {
      expect.fail(started.message);
    });
    return;
  }
  overPostgres(started);
});

function overPostgres(postgres: TestPostgres): void {
  let service: TestService;
  beforeAll(async () => {
    const url = await postgres.createDatabase('schedule');
    service = await startTestService({ database: { kind: 'postgres', url } });
  });
  afterAll(() => postgres.stop());
  documentedBehaviour('our service over PostgreSQL', () => Promise.resolve(targetOf(service)));
  strictBehaviour('over PostgreSQL', () => Promise.resolve({ target: targetOf(service), service }));

  test('two services that share a database give a hundred creates a hundred keys', async () => {
    const database = { kind: 'postgres', url: await postgres.createDatabase('shared') } as const;
    const [one, two] = [await startTestService({ database }), await startTestService({ database })];
    const body = { team_member_id: sampleIds.ana, start_date: '2099-01-01T00:00:00Z' };
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        send(targetOf(index % 2 === 0 ? one : two), 'createEntry', { id: one.team, body }),
      ),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    const read = await send(targetOf(one), 'readSchedule', { id: sampleIds.ana });
    const created = entriesIn(read.json).filter((row) => row['start_date'] === body.start_date);
    expect(new Set(created.map((row) => row['created_at'])).size).toBe(100);
    await Promise.all([one.close(), two.close()]);
  });

  test('a server that goes away is told as 503 with the reason', async () => {
    const url = await postgres.createDatabase('lost');
    const lonely = await startTestService({ database: { kind: 'postgres', url } });
    await postgres.stop();
    const reply = await send(targetOf(lonely), 'listTeams');
    expect(reply.status).toBe(503);
    expect(reply.json).toEqual({
      message: expect.stringMatching(/^The schedule database cannot be used: /) as string,
    });
    await lonely.close();
  });
}
