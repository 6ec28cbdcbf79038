import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { newToken, type Account } from '../service/access.ts';
import { DatabaseUnusable, type DatabasePlace } from '../service/db/open.ts';
import { startService, type ServiceConfig } from '../service/index.ts';
import { parseRoster, RosterUnreadable, type Roster } from '../service/roster.ts';

const usage = `Usage: npm run serve -- [options]
  --port N          port to listen on; 0 (the default) = any free one
  --host ADDRESS    address to listen on; 127.0.0.1 without it
  --database FILE   where the schedule is kept (default .cache/serve/schedule.db)
  --postgres URL    keep it in PostgreSQL instead, postgres://user:password@host/name
  --token T         the token clients send; also read from WATCHBILL_TOKEN; made up without it
  --account E:P     lets e-mail E sign in with password P
  --roster FILE     teams and members, as docs/service.md shows
  --sample          fill an empty database with the sample teams`;

/** The arguments cannot be understood. */
class UsageError extends Error {}

interface Options extends ServiceConfig {
  readonly madeUp: boolean;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(`${usage}\n`);
  else await serve(options);
} catch (error) {
  if (error instanceof UsageError) fail(`${error.message}\n\n${usage}`, 2);
  else fail(explain(error), 1);
}

function readOptions(args: readonly string[]): Options | null {
  const { values } = parse(args);
  if (values.help === true) return null;
  if (values.database !== undefined && values.postgres !== undefined)
    throw new UsageError('--database and --postgres cannot both be given');
  const token = values.token ?? process.env['WATCHBILL_TOKEN'];
  if (token !== undefined && !/^[\x21-\x2b\x2d-\x7e]+$/.test(token))
    throw new UsageError('--token must be visible ASCII characters without blanks and commas');
  if (values.roster !== undefined && values.sample === true)
    throw new UsageError('--roster and --sample cannot both be given');
  return {
    database: placeOf(values.database, values.postgres),
    token: token ?? newToken(),
    madeUp: token === undefined,
    port: portOf(values.port ?? '0'),
    host: hostOf(values.host),
    account: accountOf(values.account),
    roster: rosterOf(values.roster),
    sampleAt: values.sample === true ? Date.now() : null,
    log: (line) => process.stderr.write(`${line}\n`),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        database: { type: 'string' },
        postgres: { type: 'string' },
        token: { type: 'string' },
        account: { type: 'string' },
        roster: { type: 'string' },
        sample: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

function placeOf(file: string | undefined, url: string | undefined): DatabasePlace {
  if (file === '') throw new UsageError('--database needs a file name');
  if (url === undefined) return { kind: 'file', path: file ?? '.cache/serve/schedule.db' };
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new UsageError('--postgres needs an address that begins with postgres://');
  return { kind: 'postgres', url };
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new UsageError('--port needs a number from 0 to 65535');
  return port;
}

/** Other machines are let in only by saying so: tokens would travel there in the clear. */
function hostOf(host: string | undefined): string {
  if (host === undefined || host === 'localhost') return '127.0.0.1';
  if (isIP(host) === 0) throw new UsageError('--host needs an IP address');
  return host;
}

function accountOf(text: string | undefined): Account | null {
  if (text === undefined) return null;
  const at = text.indexOf(':');
  if (at < 1 || at === text.length - 1) throw new UsageError('--account needs e-mail:password');
  return { email: text.slice(0, at), password: text.slice(at + 1) };
}

function rosterOf(file: string | undefined): Roster | null {
  if (file === undefined) return null;
  try {
    return parseRoster(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new UsageError(`--roster ${file} cannot be read: ${reason}`);
  }
}

async function serve({ madeUp, ...config }: Options): Promise<void> {
  const service = await startService(config);
  const { url, customer, team } = service;
  const made = madeUp ? { token: config.token } : {};
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          fail(explain(error), 1);
        },
      );
    });
  }
  // Only now: whoever reads the address may end the service at once.
  process.stdout.write(`${JSON.stringify({ url, customer, team, ...made })}\n`);
}

function explain(error: unknown): string {
  if (error instanceof DatabaseUnusable) return error.message;
  if (error instanceof RosterUnreadable) return `The roster cannot be used: ${error.message}`;
  if (!(error instanceof Error)) return 'The service cannot start';
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is taken by another program';
  if (code === 'EADDRNOTAVAIL') return 'This machine has no such address to listen on';
  if (code === 'EACCES') return 'This port needs more rights; choose one above 1023';
  return `The service cannot start: ${error.message}`;
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
