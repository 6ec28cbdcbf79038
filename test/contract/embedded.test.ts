import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedReport } from '../../service/embedded.ts';
import { sampleIds } from '../../service/sample.ts';
import { sampleNow } from '../support/service.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-embedded-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (): ChildProcess => fork('test/support/parent-port.ts', { stdio: 'pipe' });
const report = (child: ChildProcess): Promise<EmbeddedReport> =>
  new Promise((resolve) =>
    child.once('message', (message) => {
      resolve(message as EmbeddedReport);
    }),
  );
const end = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', resolve));

describe('the service inside the app', () => {
  test('takes its configuration as a message, answers with its address, and stops when told', async () => {
    const child = start();
    const database = join(folder, 'new', 'schedule.db');
    child.send({ database, token: 'secret-token', sample: true, now: sampleNow });
    const listening = await report(child);
    expect(listening).toEqual({
      kind: 'listening',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      customer: sampleIds.organisation,
      team: sampleIds.platform,
    });
    if (listening.kind !== 'listening') throw new Error(listening.message);
    const headers = { Authorization: 'Bearer secret-token' };
    const teams = await fetch(`${listening.url}/default/v1/teams`, { headers });
    expect(await teams.json()).toHaveLength(2);
    child.send({ kind: 'stop' });
    expect(await end(child)).toBe(0);
  });

  test('says in words why it cannot start', async () => {
    const database = join(folder, 'text.db');
    await writeFile(database, 'no database '.repeat(1_000));
    const child = start();
    child.send({ database, token: 't', sample: true, now: sampleNow });
    expect(await report(child)).toEqual({
      kind: 'failed',
      message: `The schedule database ${database} cannot be used: the file is damaged or no database`,
    });
    child.send({ kind: 'stop' });
    expect(await end(child)).toBe(0);
  });

  test.each([
    ['without a token', { database: 'x.db', token: '', sample: false, now: 0 }],
    ['without a database', { token: 't', sample: false, now: 0 }],
    ['that is a text', 'go'],
  ])('refuses a configuration %s', async (_name, config) => {
    const child = start();
    child.send(config);
    expect(await report(child)).toMatchObject({ kind: 'failed' });
    child.send({ kind: 'stop' });
    expect(await end(child)).toBe(0);
  });
});
