import type { Interval } from '../../time/instant.ts';
import { dayMs } from '../../time/instant.ts';
import { clip, merge, subtract, totalMs } from '../../time/interval.ts';
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
export function fitMember(writing: Writing, shapes: readonly Shape[]): MemberFit {
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

/** Every date on which all of a shape lies within merged time, in order. */
function datesWithin(runs: readonly Interval[], table: ZoneTable, shape: Shape): number[] {
  const dates: number[] = [];
  for (const { start, end } of runs) {
    const last = Math.floor(wallOf(table, end) / dayMs);
    // A shape may begin the day before its run, where the clocks skip midnight.
    for (let day = Math.floor(wallOf(table, start) / dayMs) - 1; day <= last; day += 1) {
      const window = windowOn(table, day, shape);
      if (window !== null && window.start >= start && window.end <= end) dates.push(day);
    }
  }
  return dates;
}

/** The dates, in order, on which a member has hours of one shape. */
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
  const days = meant.filter((cell) => isShape(table, cell, shape)).map((cell) => cell.day);
  return { shape, days };
}

/** Whether a shape is exactly this cell, also where a clock change makes it look other. */
function isShape(table: ZoneTable, { day, start, end }: Cell, shape: Shape): boolean {
  const window = windowOn(table, day, shape);
  return window !== null && window.start === start && window.end === end;
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
    required: days,
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
  const compiled = compileRule(rule, interpretation);
  const cover = merge(occurrences(compiled, { start: compiled.from, end: compiled.to }));
  return subtract(cover, runs).length === 0 ? { rule, runs: cover } : null;
}

/** Where several rules lie within one run, a single dated one says the same. */
function joinWithinRuns(writing: Writing, written: readonly Written[]): Written[] {
  const byHome = new Map<Interval | null, Written[]>();
  for (const it of written) {
    const { start, end } = spanOf(it);
    const run = runAt(writing.runs, start);
    const home = run !== null && end <= run.end ? run : null;
    const inside = byHome.get(home);
    if (inside === undefined) byHome.set(home, [it]);
    else inside.push(it);
  }
  return [...byHome].flatMap(([home, inside]) => {
    const rule = home === null || inside.length < 2 ? null : datedRule(home);
    return home === null || rule === null ? inside : [{ rule, runs: [home] }];
  });
}

/** Leaves out every rule whose time the others cover. */
function withoutNeedless(written: readonly Written[]): readonly Written[] {
  if (written.length > 400) return written;
  const kept = new Set(written);
  for (const it of written) {
    const others = [...kept].filter((other) => other !== it && touches(other, it));
    if (others.length > 0 && subtract(it.runs, coverOf(others)).length === 0) kept.delete(it);
  }
  return [...kept];
}

function touches(a: Written, b: Written): boolean {
  return clip(spanOf(a), spanOf(b)) !== null;
}

/** From the start of its time to the end; it always has some. */
function spanOf({ runs }: Written): Interval {
  return { start: runs[0]?.start ?? 0, end: runs.at(-1)?.end ?? 0 };
}

function coverOf(written: readonly Written[]): Interval[] {
  return merge(written.flatMap((it) => it.runs));
}
