import { createServer } from 'node:http';
import { listenOn, stop } from './sockets.ts';

/** Another origin: answers everything with 200 `[]` and keeps what it was sent. */
export interface Recorder {
  readonly url: string;
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }[];
  close(): Promise<void>;
}

/** Starts another origin, to prove that no token ever gets there. */
export async function startRecorder(): Promise<Recorder> {
  const requests: Recorder['requests'][number][] = [];
  const server = createServer((request, response) => {
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
    });
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
  });
  const url = await listenOn(server);
  return { url, requests, close: () => stop(server) };
}
