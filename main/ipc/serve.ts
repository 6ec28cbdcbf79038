import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { callChannel } from '../../core/contract/channels.ts';
import { failed, type Failure, type Outcome } from '../../core/contract/failure.ts';
import { calls, type CallName, type Envelope, type Handlers } from '../../core/contract/ipc.ts';

/** A call's refusal or failure that a handler wants the page to see as it is. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** The value of an outcome; its failure goes to the page through the envelope. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new FailureError(outcome.failure);
}

export interface ServePorts {
  readonly ipc: Pick<IpcMain, 'handle'>;
  readonly trusted: (event: IpcMainInvokeEvent) => boolean;
  /** Logs an unexpected error without secrets and returns the reference shown to the person. */
  readonly report: (error: unknown, call: string) => string;
}

/** Answers the calls of windows: sender trusted? → input parsed → handler → envelope. */
export function serveCalls(handlers: Handlers, ports: ServePorts): void {
  ports.ipc.handle(callChannel, async (event, name: unknown, input: unknown) => {
    if (!ports.trusted(event)) return failed({ kind: 'not-allowed', detail: 'unknown page' });
    if (!isCall(name)) return failed({ kind: 'not-allowed', detail: 'unknown call' });
    return answer(handlers, ports, name, input);
  });
}

function isCall(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

async function answer(
  handlers: Handlers,
  ports: ServePorts,
  name: CallName,
  input: unknown,
): Promise<Envelope<unknown>> {
  const parsed = v.safeParse(calls[name].input, input);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const place = v.getDotPath(issue) ?? '';
    // What was received may be a secret.
    const message = issue.message.replace(` but received ${issue.received}`, '');
    return failed({ kind: 'not-allowed', detail: `${place}: ${message}` });
  }
  try {
    // Handlers is a mapped type over `calls`: this name's handler takes this name's input.
    const handler = handlers[name] as (value: unknown) => unknown;
    return { ok: true, value: await handler(parsed.output) };
  } catch (error) {
    if (error instanceof FailureError) return failed(error.failure);
    return failed({ kind: 'bug', reference: ports.report(error, name) });
  }
}
