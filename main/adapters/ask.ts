import { execFile } from 'node:child_process';

/** Asks another program and gives back what it printed; null when it could not answer. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>;

/** Asks a program of this machine. */
export const asked: Ask = (program, args) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: 2_000 }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
