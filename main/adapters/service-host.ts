import { utilityProcess, type UtilityProcess } from 'electron';
import type { Failure } from '../../core/contract/failure.ts';
import type { Instant } from '../../core/time/instant.ts';

/** Where the embedded service listens, and the token only we and it know. */
export interface RunningService {
  readonly url: string;
  readonly token: string;
  readonly customer: string | null;
  /** The team of the sample that promises coverage. */
  readonly team: string | null;
}

export interface ServiceHost {
  dispose(): Promise<void>;
}

export interface ServiceHostOptions {
  readonly file: string;
  readonly database: string;
  /** Made anew for each start; never stored. */
  readonly token: string;
  readonly now: () => Instant;
  readonly up: (service: RunningService) => void;
  readonly down: (failure: Failure) => void;
  readonly log: (line: string) => void;
}

/** What the service says over its port. */
type ServiceMessage =
  | {
      readonly kind: 'listening';
      readonly url: string;
      readonly customer: string | null;
      readonly team: string | null;
    }
  | { readonly kind: 'failed'; readonly message: string };

const restartAfterMs = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

/**
 * Runs the schedule service in a process of its own: its database blocks the loop it runs on.
 * A service that dies is started again, ever more slowly; one that says why it cannot start is
 * reported with that reason and tried again the same way.
 */
export function startServiceHost(options: ServiceHostOptions): ServiceHost {
  let child: UtilityProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  let stopping = false;

  function launch(): void {
    let said: string | null = null;
    const running = utilityProcess.fork(options.file, [], {
      serviceName: 'Watchbill schedule service',
      stdio: 'pipe',
    });
    child = running;
    running.stderr?.on('data', (chunk: Buffer) => {
      options.log(chunk.toString('utf8').trimEnd());
    });
    running.on('message', (message: ServiceMessage) => {
      if (message.kind === 'failed') {
        said = message.message;
        // It has nothing to serve, but would stay; its end is what is reported and tried again.
        running.kill();
      } else {
        failures = 0;
        const { url, customer, team } = message;
        options.up({ url, token: options.token, customer, team });
      }
    });
    running.on('exit', (code) => {
      child = null;
      if (stopping) return;
      options.down({ kind: 'service-down', detail: said ?? `it ended with code ${code}` });
      const wait = restartAfterMs[Math.min(failures, restartAfterMs.length - 1)] ?? 60_000;
      failures += 1;
      timer = setTimeout(launch, wait);
    });
    running.postMessage({
      kind: 'start',
      database: options.database,
      token: options.token,
      sample: true,
      now: options.now(),
    });
  }

  launch();
  return {
    async dispose() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const running = child;
      if (running === null) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => {
          running.kill();
          resolve();
        }, 2_000);
        running.once('exit', () => {
          clearTimeout(late);
          resolve();
        });
        running.postMessage({ kind: 'stop' });
      });
    },
  };
}
