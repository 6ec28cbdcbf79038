import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export const root = path.dirname(path.dirname(import.meta.dirname));
const results = path.join(root, '.cache', 'results');

/** Where a step leaves its results; `counts` is a log whose last line says `N passed, N failed`. */
interface Report {
  readonly kind: 'vitest' | 'playwright' | 'counts';
  readonly file: string;
}

/** One command of the test run; `report` names the file of results it leaves. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly report?: Report;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Empties the folder of logs and results, so that an old result cannot pass for a new one. */
export function clearResults(): void {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
}

/** The place of a results file. */
export function resultFile(name: string): string {
  return path.join(results, name);
}

/** Runs a step; its output goes to a log and is shown when it fails. */
export async function runStep(step: Step): Promise<StepResult> {
  const started = performance.now();
  const logFile = resultFile(`${step.name.replaceAll(/\W+/g, '-')}.log`);
  const log = createWriteStream(logFile);
  const code = await new Promise<number>((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => {
      log.write(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (status) => {
      resolve(status ?? 1);
    });
  });
  await new Promise<void>((resolve) => log.end(resolve));
  const counts = step.report === undefined ? none : countsOf(step.report);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const ok = code === 0;
  const figures =
    step.report === undefined
      ? ''
      : ` · ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  console.log(`${ok ? '✓' : '✗'} ${step.name}${figures} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(tail(readFileSync(logFile, 'utf8')));
  return { name: step.name, ok, seconds, ...counts };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

function countsOf(report: Report): Counts {
  let text: string;
  try {
    text = readFileSync(report.file, 'utf8');
  } catch (error) {
    // No report at all: the run broke before its first test, which is a failure of its own.
    console.log(`No results: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  switch (report.kind) {
    case 'vitest':
      return vitestCounts(text);
    case 'playwright':
      return playwrightCounts(text);
    case 'counts':
      return lastCounts(text);
  }
}

function lastCounts(text: string): Counts {
  const last = [...text.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  if (last === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: Number(last[1]), failed: Number(last[2]), skipped: 0 };
}

function vitestCounts(text: string): Counts {
  const all = JSON.parse(text) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly numPendingTests: number;
    readonly numTodoTests: number;
  };
  return {
    passed: all.numPassedTests,
    failed: all.numFailedTests,
    skipped: all.numPendingTests + all.numTodoTests,
  };
}

function playwrightCounts(text: string): Counts {
  const { stats } = JSON.parse(text) as {
    readonly stats: {
      readonly expected: number;
      readonly unexpected: number;
      readonly flaky: number;
      readonly skipped: number;
    };
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

const shownLines = 150;

function tail(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.slice(-shownLines).join('\n');
}

/** Prints the closing line and sets the exit code; with CI set on Linux a skipped test fails too. */
export function conclude(all: readonly StepResult[]): void {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    all.reduce((total, step) => total + step[key], 0);
  const skippedFails = process.env['CI'] !== undefined && process.platform === 'linux';
  const skipped = sum('skipped');
  if (skipped > 0)
    console.log(`${skipped} skipped${skippedFails ? ', which is a failure here' : ''}`);
  const brokenSteps = all.filter((step) => !step.ok && step.failed === 0);
  const failed = sum('failed') + brokenSteps.length + (skippedFails ? skipped : 0);
  console.log(`tests: ${sum('passed')} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
