import { table, writeEvidence } from '../evidence/section.ts';
import { ensureBuilt } from '../build.ts';
import { deepSteps } from './deep-steps.ts';
import { clearResults, conclude, runStep, type StepResult } from './steps.ts';

/*
 * The full counts, one suite after the other; its figures go to docs/evidence.md.
 * Usage: npm run test:deep [-- --minutes N] [-- --only NAME]…
 * With --minutes no step is begun that would not be done by then.
 */

const args = process.argv.slice(2);
const after = (name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
const limit = Number(after('--minutes') ?? Infinity);
const only = args.filter((_, i) => args[i - 1] === '--only');
const fuzzMinutes = Math.min(20, limit / 4);
const mutationMinutes = Math.min(240, limit / 2);

clearResults();
const started = performance.now();
const minutesGone = (): number => (performance.now() - started) / 60_000;
const results: StepResult[] = [];
const rows: string[][] = [];
for (const { step, minutes, shows } of deepSteps(fuzzMinutes, mutationMinutes)) {
  if (only.length > 0 && !only.some((name) => step.name.startsWith(name))) continue;
  if (minutesGone() + minutes > limit) {
    console.log(`– ${step.name}: no time left`);
    rows.push([step.name, shows, 'no time left', '–']);
    continue;
  }
  if (step.name === 'end to end, windows') await ensureBuilt();
  const result = await runStep(step);
  results.push(result);
  const counts = `${result.passed} passed, ${result.failed} failed`;
  rows.push([step.name, shows, counts, `${(result.seconds / 60).toFixed(1)} min`]);
}
if (only.length === 0)
  writeEvidence(
    'deep',
    'The deep tests',
    table(['suite', 'what it shows', 'result', 'took'], rows),
  );
conclude(results);
