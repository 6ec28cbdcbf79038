import { globSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));
const named = (where: string, names: string): string[] =>
  names.split(' ').map((name) => `${where}/${name}.ts`);

const tests = (names: string): string[] =>
  named('test/unit/schedule', names.replaceAll(/(?<=\w)(?= |$)/g, '.test'));

/** Sources to break, and the tests that must notice: quick ones, so that thousands of runs fit. */
export interface Area {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** Also break what runs once when the module loads, which costs every test of the area. */
  readonly atLoad?: boolean;
}

const namedAreas: Readonly<Record<string, Area>> = {
  time: {
    mutate: named('core/time', 'civil interval instant iso stretch zone format'),
    tests: named('test/unit/time', '*.test'),
    atLoad: true,
  },
  recurrence: {
    mutate: named('core/schedule', 'month-days recurrence schedule model'),
    tests: [
      ...tests('recurrence recurrence-edges shifts shifts-edges oncall oncall-edges coverage'),
      'test/vectors/vectors.test.ts',
    ],
    atLoad: true,
  },
  shifts: {
    mutate: named('core/schedule', 'shifts oncall columns reach run-at steps'),
    tests: tests('shifts shifts-edges oncall oncall-edges steps ripple run-at'),
  },
  judgement: {
    mutate: named('core/schedule', 'coverage load radar ripple planned-writes same-rule'),
    tests: tests('coverage load radar ripple same-rule'),
  },
  drafts: {
    mutate: [
      ...named('core/schedule', 'edit field-checks never-active problems'),
      ...named('core/schedule/edit', '*'),
    ],
    tests: [
      ...tests('edit edit-undo draft-edges never-active proposal'),
      'test/unit/contract/entry-body.test.ts',
    ],
  },
  cover: {
    mutate: [
      ...named('core/schedule', 'cover leave make-room'),
      ...named('core/schedule/cover', '*'),
    ],
    tests: tests('cover covered-dates cover-edges cover-exact availability leave make-room'),
  },
  move: {
    mutate: [...named('core/schedule', 'move'), ...named('core/schedule/move', '*')],
    tests: tests('move move-alone move-whole-rule move.property moved-rule'),
  },
  explain: { mutate: named('core/schedule', 'explain'), tests: tests('explain') },
  rotation: {
    mutate: [...named('core/schedule', 'rotation'), ...named('core/schedule/rotation', '*')],
    tests: tests(
      'rotation rotation-continued rotation-model rotation-plan rotation-recognise rotation-recognise-edges',
    ),
  },
  fit: {
    mutate: [...named('core/schedule', 'roster-fit'), ...named('core/schedule/roster-fit', '*')],
    tests: tests(
      'roster-fit roster-fit-cells roster-fit-layer roster-fit-member roster-fit-pick roster-fit-write-rule rotation rotation-one-entry',
    ),
  },
  merge: { mutate: named('core/schedule', 'merge'), tests: tests('merge') },
  readings: {
    mutate: named('core/schedule', 'holds-all readings'),
    tests: tests('readings ripple'),
  },
};

/** All of core/time and core/schedule, each file once; what no area names is in the last. */
export const areas: Readonly<Record<string, Area>> = { ...namedAreas, rest: unnamed() };

/** The area that breaks a file, given by its path from the top. */
export function areaOf(file: string): string {
  for (const [area, { mutate }] of Object.entries(areas))
    if (found(mutate).includes(file)) return area;
  throw new Error(`no area breaks ${file}`);
}

function found(patterns: readonly string[]): string[] {
  return patterns.flatMap((it) =>
    globSync(it, { cwd: root }).map((name) => name.replaceAll('\\', '/')),
  );
}

function unnamed(): Area {
  const known = new Set(found(Object.values(namedAreas).flatMap((it) => it.mutate)));
  const sources = found(['core/time/**/*.ts', 'core/schedule/**/*.ts']);
  return { mutate: sources.filter((it) => !known.has(it)), tests: tests('*') };
}
