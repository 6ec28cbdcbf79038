import { createRequire } from 'node:module';
import path from 'node:path';
import type { Rule } from '../../../core/schedule/model.ts';
import { installOwnPackages } from '../../own-packages.ts';

const folder = import.meta.dirname;

/** A weekly entry in the words of a peer, ready to ask. */
export interface PeerRule {
  /** How many occurrences start within the window. */
  readonly startsIn: (start: number, end: number) => number;
}

/** Another engine for the same work. `prepare` may compile; asking may not remember answers. */
export interface Peer {
  readonly name: string;
  /** Too slow to ask about thousands of entries. */
  readonly slow: boolean;
  readonly prepare: (rule: Rule, zone: string, since: number) => PeerRule;
}

interface Packages {
  readonly rrule: { rrulestr(text: string): { between(a: Date, b: Date): Date[] } };
  readonly temporal: {
    RRuleTemporal: new (options: { rruleString: string }) => {
      between(a: Date, b: Date): readonly unknown[];
    };
  };
  readonly rust: {
    RRuleSet: {
      fromString(text: string): {
        readonly cache: { disable(): void };
        between(a: unknown, b: unknown): readonly unknown[];
      };
    };
    DateTime: { fromString(text: string): unknown };
  };
  readonly luxon: { DateTime: LuxonDateTime };
}

interface LuxonMoment {
  readonly weekday: number;
  toMillis(): number;
  plus(parts: { days: number }): LuxonMoment;
  set(parts: { hour: number; minute: number; second: number }): LuxonMoment;
  startOf(unit: 'day'): LuxonMoment;
}
interface LuxonDateTime {
  fromMillis(ms: number, options: { zone: string }): LuxonMoment;
}

/** The other engines, installed into this folder when they are missing. */
export function loadPeers(): readonly Peer[] {
  installOwnPackages(folder, 'rrule-rust');
  const load = createRequire(path.join(folder, 'package.json'));
  // The packages are no dependency of the project, so their types are stated above.
  const { rrule, temporal, rust, luxon } = {
    rrule: load('rrule'),
    temporal: load('rrule-temporal'),
    rust: load('rrule-rust'),
    luxon: load('luxon'),
  } as Packages;
  return [rruleRust(rust), rruleTemporal(temporal), rruleClassic(rrule), luxonLoop(luxon)];
}

const dayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** `20250101T090000`, what clocks in UTC show. */
const compact = (t: number): string => new Date(t).toISOString().replace(/[-:]|\.\d+Z/g, '');

function ruleText(rule: Rule, zone: string, since: number): string {
  const start = `${compact(since).slice(0, 8)}T${(rule.startTime ?? '').replace(/:/g, '')}`;
  const days = rule.weekDays.map((day) => dayNames[day]).join();
  return `DTSTART;TZID=${zone}:${start}\nRRULE:FREQ=WEEKLY;BYDAY=${days}`;
}

const rruleClassic = ({ rrulestr }: Packages['rrule']): Peer => ({
  name: 'rrule 2.8',
  slow: true,
  prepare: (rule, zone, since) => {
    const set = rrulestr(ruleText(rule, zone, since));
    return { startsIn: (a, b) => set.between(new Date(a), new Date(b)).length };
  },
});

const rruleTemporal = ({ RRuleTemporal }: Packages['temporal']): Peer => ({
  name: 'rrule-temporal',
  slow: false,
  prepare: (rule, zone, since) => {
    const rruleString = ruleText(rule, zone, since);
    // It remembers what it once found, so each question goes to a fresh rule.
    return {
      startsIn: (a, b) =>
        new RRuleTemporal({ rruleString }).between(new Date(a), new Date(b)).length,
    };
  },
});

const rruleRust = ({ RRuleSet, DateTime }: Packages['rust']): Peer => ({
  name: 'rrule-rust',
  slow: false,
  prepare: (rule, zone, since) => {
    const set = RRuleSet.fromString(ruleText(rule, zone, since));
    set.cache.disable();
    const at = (t: number): unknown => DateTime.fromString(`${compact(t)}Z`);
    return { startsIn: (a, b) => set.between(at(a), at(b)).length };
  },
});

const luxonLoop = ({ DateTime }: Packages['luxon']): Peer => ({
  name: 'luxon loop',
  slow: false,
  prepare: (rule, zone) => {
    const [hour = 0, minute = 0, second = 0] = (rule.startTime ?? '').split(':').map(Number);
    const wanted = new Set(rule.weekDays.map((day) => (day === 0 ? 7 : day)));
    return {
      startsIn: (a, b) => {
        let count = 0;
        let day = DateTime.fromMillis(a, { zone }).startOf('day');
        for (; day.toMillis() < b; day = day.plus({ days: 1 })) {
          if (!wanted.has(day.weekday)) continue;
          const start = day.set({ hour, minute, second }).toMillis();
          if (start > a && start < b) count += 1;
        }
        return count;
      },
    };
  },
});
