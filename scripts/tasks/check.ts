import { checks } from './suites.ts';
import { clearResults, conclude, runStep, type StepResult } from './steps.ts';

clearResults();
const results: StepResult[] = [];
for (const step of checks) results.push(await runStep(step));
conclude(results);
