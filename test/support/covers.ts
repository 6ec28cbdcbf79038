import { aRule, anEntry, inZone } from './rules.ts';

/** The zone the covered schedules are read in. */
export const berlin = inZone('Europe/Berlin');

/** What is meant of someone's time: the hours that begin on some dates, both inclusive. */
export const dates = (from: string, to = from) => ({ kind: 'dates', from, to }) as const;

/** Ana's five nights around the beginning of summer time. */
export const nights = anEntry({
  id: 'nights',
  memberId: 'Ana',
  createdAt: 'c1',
  rule: aRule({
    startTime: '22:00:00',
    endTime: '06:00:00',
    startDate: Date.parse('2026-03-26T21:00:00Z'),
    endDate: Date.parse('2026-03-31T04:00:00Z'),
  }),
});
