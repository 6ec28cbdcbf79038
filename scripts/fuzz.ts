import { createRequire } from 'node:module';
import path from 'node:path';
import { rawCoverage } from '../core/schedule/coverage.ts';
import type { Entry } from '../core/schedule/model.ts';
import { onCallInTeam } from '../core/schedule/oncall.ts';
import { compileSchedule, expandSchedule } from '../core/schedule/schedule.ts';
import type { Answer, Question, Temporal } from './fuzz/second-engine.ts';
import { secondAnswer } from './fuzz/second-engine.ts';
import { drawQuestion, steady } from './fuzz/questions.ts';
import { installOwnPackages } from './own-packages.ts';

/*
 * Asks our engine and a second one, over Temporal, the same questions about drawn schedules in
 * every zone and every year, and ends with "N passed, N failed".
 * Usage: node scripts/fuzz.ts [--seconds 60] [--seed 1]
 */

const folder = path.join(import.meta.dirname, 'fuzz');
installOwnPackages(folder, '@js-temporal/polyfill');
const load = createRequire(path.join(folder, 'package.json'));
// The package's own types are stated in second-engine.ts.
const { Temporal: temporal } = load('@js-temporal/polyfill') as { readonly Temporal: Temporal };

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};

function ownAnswer({ rules, interpretation, window, moments }: Question): Answer {
  const entries = rules.map(({ memberId, rule }, i): Entry => ({
    id: `e${String(i).padStart(3, '0')}`,
    teamId: null,
    memberId,
    createdAt: null,
    rule,
    readOnly: null,
    notes: [],
    extra: {},
    etag: null,
  }));
  const schedule = compileSchedule(entries, interpretation);
  const expansion = expandSchedule(schedule, window);
  if (expansion.kind === 'too_large') throw new Error('no drawn question is too large');
  const { gaps, overlaps } = rawCoverage(schedule, null, window);
  return {
    shifts: expansion.occurrences.map((it) => `${it.start} ${it.end} ${it.memberId}`),
    gaps: gaps.map((it) => `${it.start} ${it.end}`),
    overlaps: overlaps.map((it) => `${it.start} ${it.end} ${it.memberIds.join()}`),
    onCallAt: moments.map((at) => `${at} ${onCallInTeam(schedule, null, at).join()}`),
  };
}

const until = performance.now() + option('seconds', 60) * 1_000;
const firstSeed = option('seed', 1);
let passed = 0;
let failed = 0;
for (let seed = firstSeed; performance.now() < until; seed += 1) {
  const question = drawQuestion(steady(seed));
  const own = JSON.stringify(ownAnswer(question));
  const other = JSON.stringify(secondAnswer(temporal, question));
  if (own === other) {
    passed += 1;
    continue;
  }
  failed += 1;
  if (failed <= 5)
    console.error(`✗ seed ${seed}\n${JSON.stringify(question)}\n  ours  ${own}\n  other ${other}`);
}
console.log(`${passed} passed, ${failed} failed (seeds from ${firstSeed})`);
process.exitCode = failed === 0 ? 0 : 1;
