import path from 'node:path';
import { resultFile, root, type Step } from './steps.ts';
import { endToEnd, vitest } from './suites.ts';

// The full counts: properties, walks, simulated years and kills.
const deep = { WATCHBILL_DEEP: '1' };

/** A step of the deep tier, and how long it may be expected to take on two cores. */
export interface DeepStep {
  readonly step: Step;
  readonly minutes: number;
  /** Needs nothing from the network and does not count seconds: fit for every change. */
  readonly always: boolean;
  /** What it shows, for docs/evidence.md. */
  readonly shows: string;
}

const script = (name: string, file: string, ...args: string[]): Step => ({
  name,
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts', file), ...args],
  report: { kind: 'counts', file: resultFile(`${name.replaceAll(/\W+/g, '-')}.log`) },
});

const packaged: DeepStep = {
  step: vitest('package', deep),
  minutes: 2,
  always: false,
  shows: 'the app as it is shipped: what is in it, its fuses, that it starts and reads',
};

/** All of the deep tier, the cheapest proof first. */
export function deepSteps(fuzzMinutes: number, mutationMinutes: number): readonly DeepStep[] {
  return [
    {
      step: vitest('unit', deep, 'unit, full counts'),
      minutes: 6,
      always: true,
      shows:
        'properties ten times as often, walks of every transition, 60 simulated years of notices',
    },
    {
      step: vitest('main', deep, 'main, full counts'),
      minutes: 5,
      always: true,
      shows: '50 + 50 kills in the middle of writes, each resumed or rolled back',
    },
    {
      step: vitest('contract', deep, 'contract, full counts'),
      minutes: 3,
      always: false,
      shows: 'the endpoints over SQLite and PostgreSQL',
    },
    {
      step: script('second engine', 'fuzz.ts', '--seconds', String(fuzzMinutes * 60)),
      minutes: fuzzMinutes,
      always: false,
      shows: 'drawn schedules in every zone and year, against an engine over Temporal',
    },
    ...endToEnd(deep).map((step) => ({
      step,
      minutes: 8,
      always: false,
      shows: `the app in real windows, ${step.name}`,
    })),
    ...(process.platform === 'linux' ? [packaged] : []),
    {
      step: script('mutation', 'mutation.ts', '--minutes', String(mutationMinutes)),
      // An area that was begun is run to its end.
      minutes: Math.max(mutationMinutes, 30),
      always: false,
      shows: 'the engine broken on purpose, 90 % noticed at least',
    },
  ];
}
