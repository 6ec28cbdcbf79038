import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sampleIds } from '../../service/sample.ts';
import { tool } from '../../scripts/tool.ts';
import { listenOn, stop } from '../support/misbehaving/sockets.ts';
import { Program, serve } from '../support/serve.ts';
import { accountIn, mayWriteIn } from './account.ts';
import { documentedBehaviour } from './documented.ts';

const account = accountIn(process.env);
if (account === null) describe('the suite for any account', heldAgainstOurOwn);
else if (mayWriteIn(process.env))
  documentedBehaviour('the account named in the environment', () => Promise.resolve(account));
else
  test('the account named in the environment may be written to', () => {
    expect.fail('This suite writes to the account: set WATCHBILL_CONTRACT_WRITE=yes to allow it');
  });

const token = 'any-token';

/** Runs this very file once more, in a process whose environment names an account of our own. */
function heldAgainstOurOwn(): void {
  let folder = '';
  let service: Program;
  let behind = '';
  let front: Front | null = null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watchbill-account-'));
    service = serve(['--database', join(folder, 'a.db'), '--token', token, '--sample']);
    behind = `${(await service.address()).url}/default/v1`;
  });
  afterEach(async () => {
    await front?.close();
    front = null;
  });
  afterAll(async () => {
    await service.stop('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  const entries = async (): Promise<string> => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${behind}/customer/${sampleIds.ana}/schedule`, { headers })).text();
  };
  const run = async (allowed: Readonly<Record<string, string>>) => {
    const { args } = tool('vitest');
    const ended = await new Program(
      [...args, 'run', '--project', 'contract', 'test/contract/account.test.ts'],
      {
        WATCHBILL_CONTRACT_READ_URL: `${front?.url ?? ''}/read`,
        WATCHBILL_CONTRACT_WRITE_URL: `${front?.url ?? ''}/write`,
        WATCHBILL_CONTRACT_TOKEN: token,
        WATCHBILL_CONTRACT_CUSTOMER: sampleIds.ana,
        WATCHBILL_CONTRACT_TEAM: sampleIds.platform,
        WATCHBILL_CONTRACT_MEMBER: sampleIds.ana,
        NO_COLOR: '1',
        ...allowed,
      },
    ).ended;
    return { code: ended.code, output: ended.stdout + ended.stderr };
  };

  test('passes on one that speaks in camel case and in wrappers, and leaves it as it was', async () => {
    front = await startFront(behind);
    const before = await entries();
    const { code, output } = await run({ WATCHBILL_CONTRACT_WRITE: 'yes' });
    expect(output).toMatch(/Tests\s+5 passed \(5\)/);
    expect(code).toBe(0);
    expect(front.written.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['POST', 'PUT', 'DELETE']),
    );
    for (const { body } of front.written.filter(({ method }) => method !== 'DELETE'))
      expect(body).toContain('"start_date":"2099-01-01T');
    expect(await entries()).toBe(before);
    expect(output).not.toContain(token);
  });

  test('fails on one that breaks its word, and removes what it made all the same', async () => {
    front = await startFront(behind, (method) => method === 'PUT');
    const before = await entries();
    const { code, output } = await run({ WATCHBILL_CONTRACT_WRITE: 'yes' });
    expect(code).toBe(1);
    expect(output).toMatch(/Tests\s+1 failed \| 4 passed \(5\)/);
    expect(front.written.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0);
    expect(await entries()).toBe(before);
  });

  test('asks nothing of one it may not write to', async () => {
    front = await startFront(behind);
    const { code, output } = await run({ WATCHBILL_CONTRACT_WRITE: 'true' });
    expect(code).toBe(1);
    expect(output).toContain('set WATCHBILL_CONTRACT_WRITE=yes to allow it');
    expect([front.asked(), front.written]).toEqual([0, []]);
  });

  test('knows an account by all of its variables, and nothing by none', () => {
    const names = ['READ_URL', 'WRITE_URL', 'TOKEN', 'CUSTOMER', 'TEAM', 'MEMBER'];
    const all = Object.fromEntries(names.map((name) => [`WATCHBILL_CONTRACT_${name}`, name]));
    expect(accountIn(all)).toMatchObject({ readUrl: 'READ_URL', member: 'MEMBER' });
    expect(accountIn({ PATH: 'x' })).toBeNull();
    for (const name of Object.keys(all))
      expect(() => accountIn({ ...all, [name]: '' })).toThrow(
        `Set all of ${String(Object.keys(all)[0])}`,
      );
    expect(mayWriteIn({})).toBe(false);
  });
}

/** An account in front of our service whose replies look as unlike ours as PingHome's may. */
interface Front {
  readonly url: string;
  readonly written: readonly { readonly method: string; readonly body: string }[];
  asked(): number;
  close(): Promise<void>;
}

async function startFront(
  behind: string,
  breaks: (method: string) => boolean = () => false,
): Promise<Front> {
  const written: { method: string; body: string }[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    void passOn(request, response);
  });
  async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    asked += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const { method = 'GET', url = '', headers } = request;
    if (method !== 'GET') written.push({ method, body });
    if (breaks(method)) {
      response.writeHead(500).end('{"message":"broken"}');
      return;
    }
    const reply = await fetch(behind + url.replace(/^\/(?:read|write)/, ''), {
      method,
      headers: {
        ...(headers.authorization === undefined ? {} : { Authorization: headers.authorization }),
        'Content-Type': 'application/json',
      },
      ...(body === '' ? {} : { body }),
    });
    const text = await reply.text();
    response.writeHead(method === 'GET' ? reply.status : reply.ok ? 202 : reply.status);
    response.end(method === 'GET' && reply.ok ? otherwise(text) : text);
  }
  const url = await listenOn(server);
  return { url, written, asked: () => asked, close: () => stop(server) };
}

/** The same entries in camel case, one level deeper, with times as a range and fields of their own. */
function otherwise(text: string): string {
  const rows = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
  const schedules = rows.map(({ start_time, end_time, ...row }) => ({
    ...Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => name !== 'etag')
        .map(([name, value]) => [
          name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
    ),
    timeRange: { start: start_time, end: end_time },
    colour: 'red',
  }));
  return JSON.stringify({ data: { customerSchedules: schedules } });
}
