import log from 'electron-log/node';
import path from 'node:path';

/** Writes what happened to a file, without secrets. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  /** Logs an unexpected error and returns the reference a person can quote. */
  bug(error: unknown, where: string): string;
  /** The end of the log, for "Copy diagnostics". */
  readonly file: string;
}

/** What a token looks like where one could slip into an error's text. */
const secrets: readonly RegExp[] = [
  /(bearer\s+)[^\s"',]+/gi,
  /((?:access_?|id_?|refresh_?)?token["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
  /(password["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
];

/** Text with everything that looks like a secret struck out. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((left, pattern) => left.replace(pattern, '$1…'), text);
}

/** Opens the log in a folder: one file of at most 1 MB and the one before it. */
export function openLog(folder: string, toConsole: boolean): Log {
  const file = path.join(folder, 'watchbill.log');
  const logger = log.create({ logId: 'watchbill' });
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = 1024 * 1024;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.transports.file.level = 'info';
  logger.transports.console.level = toConsole ? 'warn' : false;
  return {
    info: (text) => {
      logger.info(withoutSecrets(text));
    },
    warn: (text) => {
      logger.warn(withoutSecrets(text));
    },
    bug(error, where) {
      const reference = Math.random().toString(36).slice(2, 8).toUpperCase();
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logger.error(withoutSecrets(`[${reference}] ${where}: ${text}`));
      return reference;
    },
    file,
  };
}
