import { coverage } from '../../core/schedule/coverage.ts';
import type { Interpretation } from '../../core/schedule/model.ts';
import { onCallAt } from '../../core/schedule/oncall.ts';
import { compileRule, occurrences } from '../../core/schedule/recurrence.ts';
import { ripple } from '../../core/schedule/ripple.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import { compileSchedule, replaceEntries } from '../../core/schedule/schedule.ts';
import type { Peer } from './engine/peers.ts';
import { loadPeers } from './engine/peers.ts';
import { officeHours, someEntries } from './engine/workload.ts';
import type { Row } from './report.ts';
import { median, report, row } from './report.ts';

const year = { start: Date.UTC(2025, 0, 1), end: Date.UTC(2026, 0, 1) };
const dayMs = 86_400_000;
const someDay = Date.UTC(2025, 5, 18, 10);
const repeats = 15;
const reading = (zone: string): Interpretation => ({
  zone,
  weekdayZero: 'sunday',
  weekOfMonth: 'block',
});

// What the work came to is added up here, so that no engine can skip it.
let checksum = 0;

/**
 * The milliseconds one call takes of this thread, the median of some samples, ours and the peers'
 * alike. The thread's own time, since all work is done in it and other programs on the machine would
 * count otherwise; on an idle machine both are the same. Called as often a sample as it takes to fill
 * one, which warms up too.
 */
function timed(work: (round: number) => number, samples = repeats): number {
  const sample = (round: number, times: number): number => {
    const start = threadMs();
    for (let i = 0; i < times; i += 1) checksum += work(round * times + i);
    return threadMs() - start;
  };
  let times = 1;
  // Twice, since the first time is also spent on warming up.
  while (Math.min(sample(0, times), sample(0, times)) < sampleMs) times *= 2;
  return median(Array.from({ length: samples }, (_, round) => sample(round, times) / times));
}

// The thread's clock ticks in milliseconds or less.
const sampleMs = 25;

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** The row judged, next to the quickest peer, then one row for each peer. */
function besides(
  name: string,
  value: number,
  goal: number,
  peers: readonly (readonly [string, number])[],
): Row[] {
  const [best] = [...peers].sort(([, a], [, b]) => a - b);
  const peer = best === undefined ? null : { name: best[0], value: best[1] };
  return [
    row(name, value, 'ms', goal, peer),
    ...peers.map(([who, took]) => row(`${name} · ${who}`, took, 'ms', null)),
  ];
}

function expandYear(peers: readonly Peer[]): Row[] {
  const rule = compileRule(officeHours, reading('Europe/Berlin'));
  const expected = occurrences(rule, year).length;
  const others = peers.map((peer) => {
    const prepared = peer.prepare(officeHours, 'Europe/Berlin', year.start);
    const found = prepared.startsIn(year.start, year.end);
    if (found !== expected) throw new Error(`${peer.name} finds ${found}, not ${expected} shifts`);
    return [peer.name, timed(() => prepared.startsIn(year.start, year.end))] as const;
  });
  const own = timed(() => occurrences(rule, year).length);
  const rust = others.find(([name]) => name === 'rrule-rust')?.[1] ?? 0;
  return besides('expand year', own, Math.min(0.02, rust / 5), others);
}

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];

function onCall(peers: readonly Peer[]): Row[] {
  const perZone = zones.map((zone, i) => ({ zone, entries: someEntries(2_000, 50, i + 1) }));
  const schedules = perZone.map(({ zone, entries }) => compileSchedule(entries, reading(zone)));
  const moment = (round: number): number => someDay + round * 37 * 60_000;
  const own = timed((round) =>
    schedules.reduce((sum, it) => sum + onCallAt(it, moment(round)).length, 0),
  );
  const others = peers.map((peer) => {
    // A peer may take minutes for all of them; one entry costs it as much as the next.
    const share = peer.slow ? 20 : 200;
    const prepared = perZone.flatMap(({ zone, entries }) =>
      entries.slice(0, share).map((entry) => peer.prepare(entry.rule, zone, year.start)),
    );
    const ask = (round: number): number => {
      const t = moment(round);
      return prepared.reduce((sum, rule) => sum + rule.startsIn(t - dayMs, t), 0);
    };
    const scale = 10_000 / prepared.length;
    return [`${peer.name} (from ${prepared.length})`, timed(ask, 5) * scale] as const;
  });
  return besides('on call', own, 0.5, others);
}

const month = { start: someDay, end: someDay + 28 * dayMs };
const contract = { kind: 'always', people: 1 } as const;

function coverAll(schedule: Schedule, teams: number): number {
  let gaps = 0;
  for (let team = 0; team < teams; team += 1)
    gaps += coverage(schedule, `team-${team}`, month, contract).gaps.length;
  return gaps;
}

function expansionBy(
  peers: readonly Peer[],
  name: string,
  days: number,
): readonly [string, number][] {
  const peer = peers.find((it) => it.name === name);
  if (peer === undefined) return [];
  const rules = someEntries(1_000, 20).map((it) =>
    peer.prepare(it.rule, 'Europe/Berlin', year.start),
  );
  const end = someDay + days * dayMs;
  return [
    [
      `${name}, expanding alone`,
      timed(() => rules.reduce((sum, it) => sum + it.startsIn(someDay, end), 0), 5),
    ],
  ];
}

function coverageRows(peers: readonly Peer[]): Row[] {
  const berlin = reading('Europe/Berlin');
  const schedule = compileSchedule(someEntries(1_000, 20), berlin);
  const one = compileSchedule(someEntries(1_000, 1), berlin);
  return [
    ...besides(
      'coverage',
      timed(() => coverAll(schedule, 20)),
      10,
      expansionBy(peers, 'rrule-rust', 28),
    ),
    row(
      'coverage · all in one team',
      timed(() => coverAll(one, 1)),
      'ms',
      10,
    ),
  ];
}

function rippleRows(peers: readonly Peer[]): Row[] {
  const window = { start: someDay, end: someDay + 90 * dayMs };
  /** `anew`: nothing is known of what is saved, as when it was read just now. */
  const edit = (teams: number, anew = false): number => {
    const entries = someEntries(1_000, teams);
    const compiled = (): Schedule => compileSchedule(entries, reading('Europe/Berlin'));
    const known = compiled();
    const contracts = Object.fromEntries(
      Array.from({ length: teams }, (_, team) => [`team-${team}`, contract]),
    );
    return timed((round) => {
      const entry = entries[round % entries.length];
      if (entry === undefined) throw new Error('there is no entry to edit');
      const rule = { ...entry.rule, startTime: '03:30:00', endTime: '05:30:00' };
      const saved = anew ? compiled() : known;
      const draft = replaceEntries(saved, new Set([entry.id]), [{ ...entry, rule }]);
      return ripple(saved, draft, { window, contracts }).people.length;
    });
  };
  return [
    ...besides('ripple', edit(20), 20, expansionBy(peers, 'rrule-rust', 90)),
    row('ripple · all in one team', edit(1), 'ms', 20),
    row('ripple · the first after a read, compiling it too', edit(20, true), 'ms', 20),
    row('ripple · the same in one team', edit(1, true), 'ms', 20),
  ];
}

/** How much dearer an entry is among 16,000 than among 1,000: 1 is linear growth. */
function growth(): Row[] {
  const cost = (count: number, teams: number): number => {
    const schedule = compileSchedule(someEntries(count, teams), reading('Europe/Berlin'));
    return timed(() => coverAll(schedule, teams) + onCallAt(schedule, someDay).length) / count;
  };
  const grown = (teamsOf: (count: number) => number): number =>
    cost(16_000, teamsOf(16_000)) / cost(1_000, teamsOf(1_000));
  const unit = 'times per entry';
  return [
    row(
      'growth with entries',
      grown((count) => count / 50),
      unit,
      1.5,
    ),
    row(
      'growth with entries · all in one team',
      grown(() => 1),
      unit,
      1.5,
    ),
  ];
}

const peers = loadPeers();
const rows = [
  ...expandYear(peers),
  ...onCall(peers),
  ...coverageRows(peers),
  ...rippleRows(peers),
  ...growth(),
];
report('engine', rows, process.argv.slice(2));
if (checksum === 0) throw new Error('nothing was computed');
