import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { defaultInterpretation, type Interpretation } from '../core/schedule/model.ts';
import { createAccess, type Account } from './access.ts';
import { openDatabase, type DatabasePlace } from './db/open.ts';
import { createRepo, type Repo } from './db/repo.ts';
import type { Database } from './db/tables.ts';
import { applyRoster, type Roster } from './roster.ts';
import { fillSample } from './sample.ts';
import { createApp, type Log } from './server.ts';

/** How the service is run. */
export interface ServiceConfig {
  readonly database: DatabasePlace;
  readonly token: string;
  /** 0 or absent: a free port, whichever. */
  readonly port?: number;
  /** `127.0.0.1` unless said otherwise. */
  readonly host?: string;
  /** Allows signing in; without it sign-in answers 404. */
  readonly account?: Account | null;
  /** Fills an empty database with the sample, its gap and overlap in the days after this instant. */
  readonly sampleAt?: number | null;
  /** Teams and members the database is brought in line with. */
  readonly roster?: Roster | null;
  readonly interpretation?: Interpretation;
  readonly now?: () => number;
  readonly log?: Log;
}

/** A service that listens. */
export interface RunningService {
  /** Without a version path: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** The organisation and its first team; null in an empty database. */
  readonly customer: string | null;
  readonly team: string | null;
  /** Answers what has begun, at most 2 s, then closes connections and database. */
  close(): Promise<void>;
}

const closeWithinMs = 2_000;

/**
 * Opens the database, fills in the sample where asked for, and listens.
 * @throws DatabaseUnusable for the database, and the system's own error for a port that is taken.
 */
export async function startService(config: ServiceConfig): Promise<RunningService> {
  const db = await openDatabase(config.database);
  try {
    if (config.sampleAt !== undefined && config.sampleAt !== null)
      await fillSample(db, config.sampleAt);
    if (config.roster !== undefined && config.roster !== null)
      await applyRoster(db, config.roster, (config.now ?? Date.now)());
    const repo = createRepo(db);
    const host = config.host ?? '127.0.0.1';
    const server = createServer(listenerOf(config, repo));
    const port = await listen(server, config.port ?? 0, host);
    const organisation = await repo.organisation();
    const [team] = await repo.teams();
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
      port,
      customer: organisation?.id ?? null,
      team: team?.id ?? null,
      close: () => close(server, db),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function listenerOf(config: ServiceConfig, repo: Repo): ReturnType<typeof getRequestListener> {
  const app = createApp(
    {
      repo,
      access: createAccess(config.token, config.account ?? null),
      interpretation: config.interpretation ?? defaultInterpretation,
      now: config.now ?? Date.now,
    },
    config.log ?? (() => undefined),
  );
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function close(server: Server, db: Database): Promise<void> {
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections();
    }, closeWithinMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
  await db.destroy();
}
