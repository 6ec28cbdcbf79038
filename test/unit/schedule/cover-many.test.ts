import { expect, test } from 'vitest';
import { coveredStretch } from '../../../core/schedule/cover/covered-time.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

test('ten years of someone with 40 daily rules and one without an end are covered, counted from the first start', () => {
  const daily = Array.from({ length: 40 }, (_, n) =>
    anEntry({ id: `e${n}`, rule: aRule({ startTime: `09:00:${n + 10}`, endTime: '10:00:00' }) }),
  );
  const schedule = compileSchedule([...daily, anEntry({ id: 'always' })], inZone('UTC'));
  const [duty] = schedule.duties;
  if (duty === undefined) throw new Error('no duty');
  const stretch = coveredStretch(duty, schedule.table, {
    kind: 'dates',
    from: '2026-01-01',
    to: '2035-12-31',
  });
  expect(stretch && isoOf(stretch.start)).toBe('2026-01-01T09:00:10Z');
  expect(stretch && isoOf(stretch.end)).toBe('2036-01-01T09:00:10Z');
});
