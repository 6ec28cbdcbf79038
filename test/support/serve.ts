import { spawn } from 'node:child_process';

/** How a program ended, and all it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The first line of `serve`. */
export interface Address {
  readonly url: string;
  readonly customer: string | null;
  readonly team: string | null;
  readonly token?: string;
}

/** A program of this project in a process of its own, with nothing in its environment but a path. */
export class Program {
  readonly ended: Promise<Ended>;
  readonly #child;
  #stdout = '';
  #stderr = '';

  constructor(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    command = process.execPath,
  ) {
    this.#child = spawn(command, args, {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    this.#child.stdout.on('data', (part: Buffer) => (this.#stdout += part.toString()));
    this.#child.stderr.on('data', (part: Buffer) => (this.#stderr += part.toString()));
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code) => {
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  /** The first line of its output, as data. */
  async address(): Promise<Address> {
    while (!this.#stdout.includes('\n')) {
      const ended = await Promise.race([this.ended, pause(20)]);
      if (ended !== undefined) throw new Error(`It ended: ${ended.stderr}`);
    }
    return JSON.parse(this.#stdout.split('\n')[0] ?? '') as Address;
  }

  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }
}

/** The schedule service on its own. */
export function serve(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  return new Program(['scripts/serve.ts', ...args], environment);
}

const pause = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(undefined);
    }, ms);
  });
