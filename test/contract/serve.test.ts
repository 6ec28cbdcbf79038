import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sampleIds } from '../../service/sample.ts';
import { Program, serve, type Address } from '../support/serve.ts';

let folder = '';
const running: Program[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchbill-serve-'));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  const program = serve(args, environment);
  running.push(program);
  return program;
}

const entriesAt = (address: Address, token: string, id: string = sampleIds.organisation) =>
  fetch(`${address.url}/v1/customer/${id}/schedule`, {
    headers: { Authorization: `Bearer ${token}` },
  });

describe('the service on its own', () => {
  test('says where it listens and what the sample is, and ends when told', async () => {
    const database = join(folder, 'sample.db');
    const program = start(['--port', '0', '--database', database, '--token', 't-1', '--sample']);
    const address = await program.address();
    expect(address).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      customer: sampleIds.organisation,
      team: sampleIds.platform,
    });
    expect(await (await entriesAt(address, 't-1')).json()).toHaveLength(10);
    const { code, stdout, stderr } = await program.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^GET \/v1\/customer\/\S+ 200 [\d.]+ ms$/m);
    expect(stderr).not.toContain('t-1');
    // Everything is in the one file again, and all files are their owner's alone.
    for (const name of (await readdir(folder)).filter((each) => each.startsWith('sample.db'))) {
      const { mode, size } = await stat(join(folder, name));
      expect(mode & 0o777).toBe(0o600);
      if (name.endsWith('-wal')) expect(size).toBe(0);
    }
  });

  // On Windows nothing started through a shell can be ended from here.
  test.runIf(process.platform !== 'win32')(
    'says so in its first line through npm too, and ends with npm',
    async () => {
      const args = ['--database', join(folder, 'npm.db'), '--token', 't', '--sample'];
      const program = new Program(['run', 'serve', '--', ...args], {}, 'npm');
      running.push(program);
      expect(await program.address()).toMatchObject({ customer: sampleIds.organisation });
      await program.stop('SIGTERM');
    },
  );

  test('logs one line per request, whatever characters its path hides', async () => {
    const program = start(['--database', join(folder, 'log.db'), '--token', 't-1']);
    const { url } = await program.address();
    const hidden = 'x%0AGET%20%2Fforged%20200%1b%5B31m%00';
    await fetch(`${url}/v1/customer/${hidden}/schedule`);
    const { stderr } = await program.stop('SIGTERM');
    expect(stderr).toMatch(/^GET \/v1\/customer\/\S+ 401 [\d.]+ ms\n$/);
    expect(stderr).toContain(hidden);
  });

  test('keeps what was written, and does not fill a database that has something in it', async () => {
    const args = ['--database', join(folder, 'kept.db'), '--token', 't', '--sample'];
    const first = start(args);
    const one = await first.address();
    const [entry] = (await (await entriesAt(one, 't')).json()) as Record<string, string>[];
    const query = new URLSearchParams({
      team_member_id: entry?.['team_member_id'] ?? '',
      created_at: entry?.['created_at'] ?? '',
    }).toString();
    const gone = await fetch(`${one.url}/v1/team/${entry?.['team_id'] ?? ''}/schedule?${query}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer t' },
    });
    expect(gone.status).toBe(200);
    expect((await first.stop('SIGINT')).code).toBe(0);
    const two = await start(args).address();
    expect(await (await entriesAt(two, 't')).json()).toHaveLength(9);
  });

  test('makes up a token and says it where none is given; an empty database has no ids', async () => {
    const program = start(['--database', join(folder, 'empty.db')]);
    const address = await program.address();
    expect(address).toMatchObject({ customer: null, team: null });
    expect(address.token).toMatch(/^[\w-]{43}$/);
    expect((await entriesAt(address, address.token ?? '')).status).toBe(404);
    expect((await entriesAt(address, 'guess')).status).toBe(401);
  });

  test('takes its token from the environment, and an account to sign in with', async () => {
    const args = [
      '--database',
      join(folder, 'account.db'),
      '--account',
      'ana@x.example:a:b',
      '--sample',
    ];
    const address = await start(args, { WATCHBILL_TOKEN: 'from-env' }).address();
    expect(address.token).toBeUndefined();
    expect((await entriesAt(address, 'from-env')).status).toBe(200);
    const reply = await fetch(`${address.url}/v1/auth`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'ana@x.example', password: 'a:b' }),
    });
    expect(reply.status).toBe(200);
  });
});

describe('arguments that make no sense', () => {
  test.each([
    [['--port', 'many'], '--port needs a number'],
    [['--port', '65536'], '--port needs a number'],
    [['--port'], '--port'],
    [['--host', 'example.org'], '--host needs an IP address'],
    [['--database', ''], '--database needs a file name'],
    [['--postgres', 'mysql://x'], '--postgres needs'],
    [['--database', 'a', '--postgres', 'postgres://b'], 'cannot both be given'],
    [['--token', ''], '--token must be'],
    [['--token', 'a b'], '--token must be'],
    [['--account', 'nobody'], '--account needs'],
    [['--colour'], '--colour'],
    [['stray'], 'stray'],
  ])('%j end with 2 and a reason', async (args, reason) => {
    const { code, stdout, stderr } = await start(args).ended;
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.split('\n')[0]).toContain(reason);
    expect(stderr).toContain('Usage: npm run serve');
  });
});

describe('what keeps it from starting is said in one line, and it ends with 1', () => {
  const failing = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await start([...args, '--token', 't']).ended;
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return stderr;
  };

  test('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const args = ['--port', String(port), '--database', join(folder, 'port.db')];
    expect(await failing(args)).toContain('The port is taken');
    other.close();
  });

  test('a folder instead of a file, and a file instead of a folder', async () => {
    await mkdir(join(folder, 'folder.db'));
    expect(await failing(['--database', join(folder, 'folder.db')])).toContain(
      'no file of this name',
    );
    await writeFile(join(folder, 'file'), '');
    expect(await failing(['--database', join(folder, 'file', 'x.db')])).toContain(
      'no file of this name',
    );
  });

  test('a file that is no database', async () => {
    const path = join(folder, 'text.db');
    await writeFile(path, 'this is a text and no database at all\n'.repeat(100));
    expect(await failing(['--database', path])).toContain('damaged or no database');
  });

  test('a database that another program has locked', async () => {
    const path = join(folder, 'locked.db');
    const other = new Sqlite(path);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (x)');
    expect(await failing(['--database', path])).toContain('locked by another program');
    other.exec('ROLLBACK');
    other.close();
  });

  // Not even root may create a file there.
  test.runIf(process.platform === 'linux')('a file that may not be written', async () => {
    expect(await failing(['--database', '/sys/watchbill.db'])).toContain('cannot be written');
  });

  test('a PostgreSQL that does not answer, without its password', async () => {
    const line = await failing(['--postgres', 'postgres://me:geheim@127.0.0.1:9/watchbill']);
    expect(line).toContain('127.0.0.1:9/watchbill cannot be used: it does not answer');
    expect(line).not.toContain('geheim');
  });
});
