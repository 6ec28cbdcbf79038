import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabasePlace } from '../../service/db/open.ts';
import { startService, type RunningService, type ServiceConfig } from '../../service/index.ts';

/** A running service with all a client needs to speak to it. */
export interface TestService extends RunningService {
  /** Base of every address, with version path. */
  readonly base: string;
  readonly token: string;
  /** Where the database is, for a second connection. */
  readonly database: DatabasePlace;
  readonly customer: string;
  readonly team: string;
}

/** The instant the sample is anchored at unless a test says otherwise: Monday 2026-11-23 12:04 UTC. */
export const sampleNow = Date.UTC(2026, 10, 23, 12, 4);

/** Starts a real service on a database of its own in a temporary folder, with the sample. */
export async function startTestService(changes: Partial<ServiceConfig> = {}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'watchbill-service-'));
  const database = changes.database ?? { kind: 'file', path: join(folder, 'schedule.db') };
  const token = changes.token ?? 'test-token';
  const service = await startService({ sampleAt: sampleNow, ...changes, database, token });
  return {
    ...service,
    base: `${service.url}/default/v1`,
    token,
    database,
    customer: service.customer ?? '',
    team: service.team ?? '',
    async close() {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
