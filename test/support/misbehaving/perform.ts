import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault, OtherPerson } from './faults.ts';
import { sleep } from './sockets.ts';

/** The answer the real service gives, asked for only when a fault wants the work done. */
export interface RealAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a script works on: one request that waits for its answer. */
export interface Scene {
  readonly response: ServerResponse;
  readonly other: OtherPerson;
  /** Does the work. */
  ask(): Promise<RealAnswer>;
}

/** Plays a script for one request: delays and interference first, then the first ending, if any. */
export async function perform(script: readonly Fault[], scene: Scene): Promise<void> {
  for (const fault of script) {
    if (fault.kind === 'delay') await sleep(fault.ms);
    else if (fault.kind === 'interfere') await fault.act(scene.other);
    else return end(fault, scene);
  }
  const real = await scene.ask();
  scene.response.writeHead(real.status, real.headers).end(real.body);
}

type Ending = Exclude<Fault, { readonly kind: 'delay' | 'interfere' }>;

async function end(fault: Ending, scene: Scene): Promise<void> {
  const { response } = scene;
  if ('effect' in fault && fault.effect === 'done') await scene.ask();
  switch (fault.kind) {
    case 'hang':
      return;
    case 'drop':
      cut(response, fault.how ?? 'reset');
      return;
    case 'answer':
      response.writeHead(fault.status, { ...fault.headers }).end(fault.body ?? '');
      return;
    case 'huge':
      return pour(response, fault.bytes);
    case 'truncate': {
      const real = await scene.ask();
      response.writeHead(real.status, real.headers);
      response.write(real.body.subarray(0, fault.keep), () => {
        cut(response, 'reset');
      });
      return;
    }
    case 'slow':
      return drip(response, await scene.ask(), fault);
    case 'broken-compression': {
      const real = await scene.ask();
      const headers = { ...real.headers, 'content-encoding': 'gzip' };
      response.writeHead(real.status, headers).end(real.body);
    }
  }
}

function cut(response: ServerResponse, how: 'close' | 'reset'): void {
  const { socket } = response;
  if (how === 'close') socket?.destroy();
  else socket?.resetAndDestroy();
}

async function drip(
  response: ServerResponse,
  real: RealAnswer,
  { bytes, everyMs }: { readonly bytes: number; readonly everyMs: number },
): Promise<void> {
  response.writeHead(real.status, real.headers);
  for (let at = 0; at < real.body.length && !response.destroyed; at += bytes) {
    response.write(real.body.subarray(at, at + bytes));
    await sleep(everyMs);
  }
  response.end();
}

/** A list of filler entries, as fast as the other side takes it. */
async function pour(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  try {
    await pipeline(Readable.from(filler(bytes)), response);
  } catch (error) {
    // The client had enough: that is what it is tested for.
    if (!response.destroyed) throw error;
  }
}

function* filler(bytes: number): Generator<string> {
  const piece = `{"note":"${'x'.repeat(65_520)}"},`;
  yield '[';
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
  yield '{}]';
}
