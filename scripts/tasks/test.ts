import { ensureBuilt } from '../build.ts';
import { deepSteps } from './deep-steps.ts';
import { checks, suites } from './suites.ts';
import { clearResults, conclude, runStep, type Step, type StepResult } from './steps.ts';

clearResults();
const started = performance.now();
const results: StepResult[] = [];

/** Runs a row of steps one after the other. */
async function row(steps: readonly Step[]): Promise<void> {
  for (const step of steps) results.push(await runStep(step));
}

// Two cores: the static checks beside the pure suites. What opens windows and counts seconds
// runs alone afterwards.
await Promise.all([row(checks), row(suites.pure)]);
await ensureBuilt();
await row(suites.windows);

// What every change is also put to, as far as it fits: `npm test -- --deep-minutes N`.
const deepMinutes = Number(process.argv[process.argv.indexOf('--deep-minutes') + 1]);
if (process.argv.includes('--deep-minutes')) {
  const until = performance.now() + deepMinutes * 60_000;
  for (const { step, minutes, always } of deepSteps(0, 0))
    if (always && performance.now() + minutes * 60_000 <= until) results.push(await runStep(step));
}

console.log(`${Math.round((performance.now() - started) / 1_000)} s`);
conclude(results);
