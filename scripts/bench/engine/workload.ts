import type { Entry, Rule } from '../../../core/schedule/model.ts';

/** A stream of numbers in [0, 1) that is the same in every run. */
export function steady(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const officeHours: Rule = {
  monthsOfYear: [],
  weeksOfMonth: [],
  weekDays: [1, 2, 3, 4, 5],
  startTime: '09:00:00',
  endTime: '17:00:00',
  startDate: null,
  endDate: null,
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Weekly entries of differing days and hours, over teams of five members each. */
export function someEntries(count: number, teams: number, seed = 7): Entry[] {
  const random = steady(seed);
  const below = (n: number): number => Math.floor(random() * n);
  return Array.from({ length: count }, (_, i) => {
    const team = i % teams;
    const start = below(24);
    const weekDays = [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.6);
    return {
      id: `e${String(i).padStart(6, '0')}`,
      teamId: `team-${team}`,
      memberId: `member-${team}-${Math.floor(i / teams) % 5}`,
      createdAt: `2025-01-01T00:00:00.${i}Z`,
      rule: {
        ...officeHours,
        weekDays: weekDays.length === 0 ? [1] : weekDays,
        startTime: `${two(start)}:00:00`,
        endTime: `${two((start + 4 + below(9)) % 24)}:00:00`,
      },
      readOnly: null,
      notes: [],
      extra: {},
      etag: null,
    };
  });
}
