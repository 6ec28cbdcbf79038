import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, Rule } from '../../../core/schedule/model.ts';
import { clockRadar } from '../../../core/schedule/radar.ts';
import { compileSchedule } from '../../../core/schedule/schedule.ts';
import { shiftsIn } from '../../../core/schedule/shifts.ts';
import { isoOf } from '../../../core/time/iso.ts';
import { transitionsIn, wallOf, zoneTable } from '../../../core/time/zone.ts';
import { aReading, aWindow, enough, runs, someEntries } from '../../support/arbitrary.ts';
import { aRule, anEntry, inZone } from '../../support/rules.ts';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;
const entry = (id: string, rule: Partial<Rule>, parts: Partial<Entry> = {}): Entry =>
  anEntry({ id, rule: aRule(rule), ...parts });

/** Each touched shift as side, real and wall hours. */
function touched(
  zone: string,
  viewer: string,
  from: string,
  to: string,
  ...rules: Partial<Rule>[]
) {
  const entries = rules.map((rule, i) => entry(`e${i}`, rule, { memberId: `m${i}` }));
  const schedule = compileSchedule(entries, inZone(zone));
  return clockRadar(schedule, { start: at(from), end: at(to) }, viewer).touched.map((it) => {
    const length =
      it.length === null ? 'open' : `${it.length.realMs / hourMs} of ${it.length.wallMs / hourMs}`;
    return `${it.change.side} ${isoOf(it.shift.start).slice(0, 16)} ${length}`;
  });
}
const spring = ['2024-03-25T00:00:00Z', '2024-04-05T00:00:00Z'] as const;
const autumn = ['2024-10-20T00:00:00Z', '2024-11-01T00:00:00Z'] as const;
const berlin = 'Europe/Berlin';

describe('the clock-change radar', () => {
  it('shows a night that loses an hour and one that gains one', () => {
    const night = { weekDays: [6], startTime: '22:00:00', endTime: '06:00:00' };
    expect(touched(berlin, berlin, ...spring, night)).toEqual(['schedule 2024-03-30T21:00 7 of 8']);
    expect(touched(berlin, berlin, ...autumn, night)).toEqual(['schedule 2024-10-26T20:00 9 of 8']);
  });

  it('leaves a shift alone that ends or begins with the change', () => {
    expect(
      touched(
        berlin,
        berlin,
        ...spring,
        { weekDays: [0], startTime: '00:00:00', endTime: '02:00:00' },
        { weekDays: [0], startTime: '03:00:00', endTime: '08:00:00' },
        { weekDays: [1], startTime: '00:00:00', endTime: '08:00:00' },
      ),
    ).toEqual([]);
  });

  it('shows a start that the skipped hour has moved', () => {
    expect(
      touched(berlin, berlin, ...spring, {
        weekDays: [0],
        startTime: '02:30:00',
        endTime: '10:00:00',
      }),
    ).toEqual(['schedule 2024-03-31T01:30 6.5 of 7.5']);
    expect(
      touched(berlin, berlin, ...spring, {
        weekDays: [0],
        startTime: '03:30:00',
        endTime: '10:00:00',
      }),
    ).toEqual([]);
  });

  it('shows an end that the skipped hour has moved as no shorter', () => {
    expect(
      touched(berlin, berlin, ...spring, {
        weekDays: [6],
        startTime: '22:00:00',
        endTime: '02:30:00',
      }),
    ).toEqual(['schedule 2024-03-30T21:00 4.5 of 4.5']);
  });

  it('knows a day without midnight', () => {
    const cairo = ['2024-04-20T00:00:00Z', '2024-05-01T00:00:00Z'] as const;
    expect(touched('Africa/Cairo', 'Africa/Cairo', ...cairo, { weekDays: [5] })).toEqual([
      'schedule 2024-04-25T22:00 23 of 24',
    ]);
    expect(touched('Africa/Cairo', 'Africa/Cairo', ...cairo, { weekDays: [4] })).toEqual([]);
  });

  it('looks at the viewer’s clock too where it is another', () => {
    const sunday = { weekDays: [0] };
    const radar = touched('UTC', 'America/New_York', '2024-03-01T00:00:00Z', spring[1], sunday);
    expect(radar).toEqual(['viewer 2024-03-10T00:00 24 of 25']);
    expect(touched('UTC', 'UTC', ...spring, sunday)).toEqual([]);
    expect(touched(berlin, 'Europe/Paris', ...spring, sunday)).toEqual([
      'schedule 2024-03-30T23:00 23 of 24',
      'viewer 2024-03-30T23:00 23 of 24',
    ]);
  });

  it('finds a moved start west of Greenwich too', () => {
    const newYork = 'America/New_York';
    const march = ['2024-03-09T00:00:00Z', '2024-03-12T00:00:00Z'] as const;
    const early = { weekDays: [0], startTime: '02:30:00', endTime: '10:00:00' };
    expect(touched(newYork, newYork, ...march, early)).toEqual([
      'schedule 2024-03-10T07:30 6.5 of 7.5',
    ]);
  });

  it('takes no rule’s time for another’s', () => {
    const one = (zone: string, viewer: string, days: readonly [string, string], ...rules: Rule[]) =>
      clockRadar(
        compileSchedule(
          rules.map((rule, i) => anEntry({ id: `e${i}`, rule })),
          inZone(zone),
        ),
        { start: at(days[0]), end: at(days[1]) },
        viewer,
      ).touched.map((it) => `${it.change.side} ${(it.length?.wallMs ?? 0) / hourMs}`);
    const hours = (weekDay: number, startTime: string, endTime: string) =>
      aRule({ weekDays: [weekDay], startTime, endTime });
    // The second ends an hour before the shift does, which is what the clock skipped.
    const two = [hours(0, '00:00:00', '10:00:00'), hours(0, '00:00:00', '09:00:00')];
    expect(one(berlin, berlin, spring, ...two)).toEqual(['schedule 10']);
    // The second begins in the skipped hour of the day before its own.
    const nextDay = [hours(0, '03:30:00', '02:30:00'), hours(1, '02:30:00', '08:00:00')];
    expect(one(berlin, berlin, spring, ...nextDay)).toEqual([]);
    // The viewer's clock skips an hour that a rule of the schedule's zone names.
    const march = ['2024-03-10T00:00:00Z', '2024-03-11T06:00:00Z'] as const;
    const utc = [
      hours(0, '07:30:00', '02:30:00'),
      aRule({ startTime: '02:30:00', endTime: '07:00:00', startDate: at('2024-03-11T00:00:00Z') }),
    ];
    expect(one('UTC', 'America/New_York', march, ...utc)).toEqual([]);
  });

  it('gives no length to a shift open at one end only', () => {
    const begun = { startDate: at('2024-03-01T00:00:00Z') };
    expect(touched(berlin, berlin, ...spring, begun)).toEqual(['schedule 2024-03-01T00:00 open']);
    const ending = { endDate: at('2024-05-01T00:00:00Z') };
    expect(touched(berlin, berlin, ...spring, ending)).toEqual(['schedule 0001-01-01T00:00 open']);
  });

  it('goes by the rule of any entry that takes part', () => {
    const schedule = compileSchedule(
      [
        entry('a', { weekDays: [0], startTime: '02:30:00', endTime: '10:00:00' }),
        entry('b', { weekDays: [0], startTime: '09:00:00', endTime: '12:00:00' }),
      ],
      inZone(berlin),
    );
    const window = { start: at(spring[0]), end: at(spring[1]) };
    expect(clockRadar(schedule, window, berlin).touched.map((it) => it.length)).toEqual([
      { realMs: 8.5 * hourMs, wallMs: 9.5 * hourMs },
    ]);
  });

  it('gives no length to a shift without an end', () => {
    expect(touched(berlin, berlin, ...spring, {})).toEqual(['schedule 0001-01-01T00:00 open']);
  });

  it('lists the changes of the window with zone and side, and keeps to a filter', () => {
    const schedule = compileSchedule(
      [entry('a', { weekDays: [0] }), entry('b', { weekDays: [0] }, { memberId: 'm2' })],
      inZone(berlin),
    );
    const window = { start: at('2024-03-01T00:00:00Z'), end: at('2024-05-01T00:00:00Z') };
    const radar = clockRadar(schedule, window, 'America/New_York', { memberId: 'm2' });
    expect(radar.changes.map((it) => `${it.side} ${it.zone} ${isoOf(it.at)}`)).toEqual([
      'viewer America/New_York 2024-03-10T07:00:00Z',
      'schedule Europe/Berlin 2024-03-31T01:00:00Z',
    ]);
    expect(radar.touched.map((it) => `${it.change.side} ${it.shift.memberId}`)).toEqual([
      'viewer m2',
      'schedule m2',
    ]);
    expect(() => clockRadar(schedule, window, 'Mars/Base')).toThrow(RangeError);
  });

  it('finds, for any entries, on the viewer’s clock just the shifts with a change inside', () => {
    let found = 0;
    fc.assert(
      fc.property(
        someEntries(),
        aReading(),
        aWindow(200),
        fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Beirut'),
        (entries, reading, window, viewer) => {
          const schedule = compileSchedule(entries, reading);
          const { touched, changes } = clockRadar(schedule, window, viewer);
          const clock = zoneTable(viewer);
          if (viewer === reading.zone) {
            expect(changes.filter((it) => it.side === 'viewer')).toEqual([]);
            return;
          }
          const said = touched
            .filter((it) => it.change.side === 'viewer' && it.shift.start < it.change.at)
            .map(({ shift, change, length }) => ({ at: change.at, shift, length }));
          const all = shiftsIn(schedule, window);
          const expected = transitionsIn(clock, window).flatMap(({ at: t }) =>
            all
              .filter((it) => it.start < t && t < it.end)
              .map((shift) => ({
                at: t,
                shift,
                length:
                  shift.openStart || shift.openEnd
                    ? null
                    : {
                        realMs: shift.end - shift.start,
                        wallMs: wallOf(clock, shift.end) - wallOf(clock, shift.start),
                      },
              })),
          );
          const inOrder = (list: typeof expected): string[] =>
            list.map((it) => `${it.at} ${it.shift.memberId} ${JSON.stringify(it.length)}`).sort();
          expect(inOrder(said)).toEqual(inOrder(expected));
          found += expected.length;
        },
      ),
      runs(120),
    );
    expect(found).toBeGreaterThan(enough(20));
  });
});
