import { buildApp } from '../build.ts';
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
await buildApp();
await row(suites.windows);

console.log(`${Math.round((performance.now() - started) / 1_000)} s`);
conclude(results);
