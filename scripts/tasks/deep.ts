import { buildApp } from '../build.ts';
import { clearResults, conclude, runStep, type StepResult } from './steps.ts';
import { endToEnd, vitest } from './suites.ts';

// The full counts: properties, walks, simulated years and kills, one suite after the other.
const deep = { WATCHBILL_DEEP: '1' };

clearResults();
const results: StepResult[] = [];
for (const step of [vitest('unit', deep), vitest('main', deep), vitest('contract', deep)]) {
  results.push(await runStep(step));
}
await buildApp();
results.push(await runStep(endToEnd(deep)));
conclude(results);
