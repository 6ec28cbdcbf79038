import type { Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { merge, subtract, totalMs } from '../../time/interval.ts';
import type { ZoneTable } from '../../time/zone.ts';
import { wallOf } from '../../time/zone.ts';
import type { Rule } from '../model.ts';
import { dateBits, type DateBits } from '../month-days.ts';
import { compileRule, occurrences } from '../recurrence.ts';
import { cellsOf, runAt, shapeKey, windowOn, type Cell, type Shape } from './cells.ts';
import { solveLayer, type Layer } from './layer.ts';
import { pickGreedily } from './pick.ts';
import { datedRule, ruleOf, ruleOfCell, type Writing } from './write-rule.ts';

/** Rules whose union is exactly the wanted time less the leftovers. */
export interface MemberFit {
  readonly rules: readonly Rule[];
  /** Stretches no rule can say exactly, such as one that ends at a 59th second. */
  readonly leftovers: readonly Interval[];
}

/** A rule beside the time it stands for. */
interface Written {
  readonly rule: Rule;
  readonly runs: readonly Interval[];
}

// Shapes beyond these are one-off hours, which a dated entry says as well.
const mostShapes = 40;

/**
 * Few rules for one member's time, which must be merged; every rule holds nothing but wanted time.
 * `shapes` are hours the time is known to be made of: they are tried first, on every date on which
 * all of them is wanted, so that clock changes and days that touch do not hide them.
 */
export function fitMember(writing: Writing, shapes: readonly Shape[] = []): MemberFit {
  const dated = writing.runs.flatMap((run) => datedRun(writing, run));
  const layered = layeredRules(writing, shapes);
  const rest = subtract(writing.runs, coverOf(layered));
  const filled = [...layered, ...rest.flatMap((run) => datedRun(writing, run))];
  const slim = withoutNeedless(joinWithinRuns(writing, filled));
  const plain = outcome(writing, dated);
  const few = outcome(writing, slim);
  const lost = totalMs(few.leftovers) - totalMs(plain.leftovers);
  return lost < 0 || (lost === 0 && few.rules.length < plain.rules.length) ? few : plain;
}

function outcome({ runs }: Writing, written: readonly Written[]): MemberFit {
  return { rules: written.map((it) => it.rule), leftovers: subtract(runs, coverOf(written)) };
}

/** One entry from start to end, or where that end cannot be written, one more for the last piece. */
function datedRun(writing: Writing, run: Interval): Written[] {
  const rule = datedRule(run);
  if (rule !== null) return [{ rule, runs: [run] }];
  const last = cellsOf(run, writing.table).at(-1);
  if (last === undefined || last.shape === null) return [];
  const tail = checked(writing, ruleOfCell(writing.table, last.day, last.shape));
  if (tail === null) return [];
  const before = { start: run.start, end: last.start };
  const head = before.start < before.end ? datedRule(before) : null;
  return head === null ? [tail] : [{ rule: head, runs: [before] }, tail];
}

/** Recurring rules: for known shapes, then for any that comes more than once, the most frequent first. */
function layeredRules(writing: Writing, known: readonly Shape[]): Written[] {
  const written: Written[] = [];
  let rest: readonly Interval[] = writing.runs;
  const tried = new Set<string>();
  const write = ({ shape, days }: ShapeDays): void => {
    tried.add(shapeKey(shape));
    if (days.length === 0) return;
    const layer = layerOf(writing, shape, days);
    for (const segment of solveLayer(layer, [pickGreedily])) {
      const rule = ruleOf(writing, layer, segment);
      const it = rule === null ? null : checked(writing, rule);
      if (it !== null) written.push(it);
    }
    rest = subtract(writing.runs, coverOf(written));
  };
  for (const shape of known) write({ shape, days: datesWithin(rest, writing.table, shape) });
  while (tried.size < mostShapes) {
    const next = mostFrequentShape(rest, writing, tried);
    if (next === null) break;
    write(next);
  }
  return written;
}

/** Every date on which all of a shape lies within merged time. */
function datesWithin(runs: readonly Interval[], table: ZoneTable, shape: Shape): number[] {
  const dates = new Set<number>();
  for (const { start, end } of runs) {
    const last = Math.floor(wallOf(table, end) / dayMs);
    // A shape may begin the day before its run, where the clocks skip midnight.
    for (let day = Math.floor(wallOf(table, start) / dayMs) - 1; day <= last; day += 1) {
      const window = windowOn(table, day, shape);
      if (window !== null && window.start >= start && window.end <= end) dates.add(day);
    }
  }
  return [...dates];
}

/** The dates, in any order, on which a member has hours of one shape. */
interface ShapeDays {
  readonly shape: Shape;
  readonly days: readonly number[];
}

function mostFrequentShape(
  runs: readonly Interval[],
  { table }: Writing,
  tried: ReadonlySet<string>,
): ShapeDays | null {
  const cells = runs.flatMap((run) => cellsOf(run, table));
  const counts = new Map<string, { readonly shape: Shape; readonly count: number }>();
  for (const { shape } of cells) {
    if (shape === null) continue;
    const key = shapeKey(shape);
    const count = (counts.get(key)?.count ?? 0) + 1;
    if (!tried.has(key)) counts.set(key, { shape, count });
  }
  let best: { readonly shape: Shape; readonly count: number } | null = null;
  for (const it of counts.values()) if (it.count > (best?.count ?? 1)) best = it;
  if (best === null) return null;
  const { shape } = best;
  const meant = runs.flatMap((run) => cellsOf(run, table, shape.startMs));
  return { shape, days: meant.flatMap((cell) => daysOfShape(table, cell, shape)) };
}

/** The date on which a shape is exactly this cell, also where a clock change makes it look other. */
function daysOfShape(table: ZoneTable, cell: Cell, shape: Shape): number[] {
  if (cell.shape !== null && shapeKey(cell.shape) === shapeKey(shape)) return [cell.day];
  return [cell.day, cell.day - 1].filter((day) => {
    const window = windowOn(table, day, shape);
    return window !== null && window.start === cell.start && window.end === cell.end;
  });
}

function layerOf(
  { table, interpretation, runs }: Writing,
  shape: Shape,
  days: readonly number[],
): Layer {
  const bad = new Map<number, boolean>();
  const bits = new Map<number, DateBits>();
  const judge = (day: number): boolean => {
    const window = windowOn(table, day, shape);
    if (window === null) return false;
    const run = runAt(runs, window.start);
    return run === null || run.end < window.end;
  };
  return {
    shape,
    required: [...new Set(days)].sort((a, b) => a - b),
    isBad: (day) => remembered(bad, day, judge),
    bits: (day) => remembered(bits, day, (it) => dateBits(it, interpretation.weekOfMonth)),
  };
}

function remembered<T>(known: Map<number, T>, key: number, make: (key: number) => T): T {
  const old = known.get(key);
  if (old !== undefined) return old;
  const made = make(key);
  known.set(key, made);
  return made;
}

/** The rule with its time, if that is nothing but wanted time: clock changes can spoil a guess. */
function checked({ interpretation, runs }: Writing, rule: Rule): Written | null {
  const cover = expand(rule, interpretation);
  return cover.length > 0 && subtract(cover, runs).length === 0 ? { rule, runs: cover } : null;
}

function expand(rule: Rule, interpretation: Writing['interpretation']): Interval[] {
  if (rule.startDate === null || rule.endDate === null) return [];
  const window = { start: rule.startDate - 3 * dayMs, end: rule.endDate + 3 * dayMs };
  return merge(occurrences(compileRule(rule, interpretation), window));
}

/** Where several rules lie within one run, a single dated one says the same. */
function joinWithinRuns(writing: Writing, written: readonly Written[]): Written[] {
  const inside = new Map<Interval, number>();
  const homes = written.map(({ runs }) => {
    const [first] = runs;
    const last = runs.at(-1);
    if (first === undefined || last === undefined) return null;
    const home = runAt(writing.runs, first.start);
    return home !== null && last.end <= home.end ? home : null;
  });
  for (const home of homes) if (home !== null) inside.set(home, (inside.get(home) ?? 0) + 1);
  const joined: Written[] = [];
  for (const [home, count] of inside) {
    const rule = count > 1 ? datedRule(home) : null;
    if (rule !== null) joined.push({ rule, runs: [home] });
  }
  const replaced = new Set(joined.flatMap((it) => it.runs));
  const kept = written.filter((_, n) => {
    const home = homes[n];
    return home === null || home === undefined || !replaced.has(home);
  });
  return [...kept, ...joined];
}

/** Leaves out every rule whose time the others cover; the smallest go first. */
function withoutNeedless(written: readonly Written[]): Written[] {
  if (written.length > 400) return [...written];
  const kept = new Set(written);
  const bySize = [...written].sort((a, b) => a.runs.length - b.runs.length);
  for (const it of bySize) {
    const others = [...kept].filter((other) => other !== it && touches(other, it));
    if (others.length > 0 && subtract(it.runs, coverOf(others)).length === 0) kept.delete(it);
  }
  return [...kept];
}

function touches(a: Written, b: Written): boolean {
  return (
    (a.runs[0]?.start ?? 0) < (b.runs.at(-1)?.end ?? 0) &&
    (b.runs[0]?.start ?? 0) < (a.runs.at(-1)?.end ?? 0)
  );
}

function coverOf(written: readonly Written[]): Interval[] {
  return merge(written.flatMap((it) => it.runs));
}
