import { DatabaseUnusable } from './db/open.ts';
import { startService, type RunningService } from './index.ts';

/** What the app sends first. `now` anchors the sample; epoch ms. */
export interface EmbeddedConfig {
  readonly database: string;
  readonly token: string;
  readonly port?: number;
  readonly sample: boolean;
  readonly now: number;
}

/** What the service answers, once. `me` is never known: the person chooses. */
export type EmbeddedReport =
  | {
      readonly kind: 'listening';
      readonly url: string;
      readonly customer: string | null;
      readonly team: string | null;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** Electron's side of a utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: EmbeddedReport): void;
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (port === undefined) throw new Error('The embedded service runs in a utility process only');
serve(port);

function serve(parent: ParentPort): void {
  let starting: Promise<RunningService | null> | null = null;
  parent.on('message', ({ data }) => {
    if (isStop(data)) void stop(starting);
    else starting ??= start(parent, data);
  });
}

async function start(parent: ParentPort, data: unknown): Promise<RunningService | null> {
  try {
    if (!isConfig(data)) throw new TypeError('The first message is no configuration');
    const service = await startService({
      database: { kind: 'file', path: data.database },
      token: data.token,
      port: data.port ?? 0,
      sampleAt: data.sample ? data.now : null,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    const { url, customer, team } = service;
    parent.postMessage({ kind: 'listening', url, customer, team });
    return service;
  } catch (error) {
    parent.postMessage({ kind: 'failed', message: messageOf(error) });
    return null;
  }
}

async function stop(starting: Promise<RunningService | null> | null): Promise<void> {
  const service = await starting;
  await service?.close();
  process.exit(0);
}

function messageOf(error: unknown): string {
  if (error instanceof DatabaseUnusable) return error.message;
  return `The schedule service cannot start: ${error instanceof Error ? error.message : 'unknown'}`;
}

function isStop(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'stop';
}

function isConfig(data: unknown): data is EmbeddedConfig {
  if (typeof data !== 'object' || data === null) return false;
  const { database, token, port: wanted, sample, now } = data as Partial<EmbeddedConfig>;
  return (
    typeof database === 'string' &&
    typeof token === 'string' &&
    token !== '' &&
    (wanted === undefined || Number.isInteger(wanted)) &&
    typeof sample === 'boolean' &&
    typeof now === 'number'
  );
}
