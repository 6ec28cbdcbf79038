import { placesOfFits, type Places } from './places-of-fits.ts';

/** Why nothing notices a line broken at one place: a part of the line's text, by file. */
export const places: Places = {
  ...placesOfFits,
  'core/time/format.ts': [
    ['error instanceof RangeError', 'nothing else is thrown there'],
    ["part.type === 'timeZoneName'", 'a format that was asked for the zone’s name always has one'],
    ["cycle === 'h12'", 'no locale at hand counts from 0 to 11'],
    [
      'supportedLocalesOf',
      'a locale that is refused throws; one that is not known is answered with an empty list only by other runtimes',
    ],
    ['minutes < 0', 'no distance was answered before'],
  ],
  'core/time/interval.ts': [
    ['x.end < y.end', 'where both end together either may be the next'],
    ['hole.start < it.end', 'a hole that begins where the interval ends takes nothing from it'],
    ['hole.end > it.end', 'a hole that ends with the interval takes nothing from the next'],
  ],
  'core/time/iso.ts': [
    ['offsetMinutes * minuteMs', 'by -1 or 1, to multiply and to divide is the same'],
  ],
  'core/time/stretch.ts': [
    [
      'interval.end + offset',
      'the last stretch reaches days beyond its piece, further than any offset',
    ],
    ['const stretches: Stretch[] = []', 'an entry without an end is never the one looked for'],
  ],
  'core/time/zone.ts': [
    [
      'index <= lastUniform',
      'before 1795 a zone keeps one offset: to read it or to know it gives the same',
    ],
    [
      'cycles > 0',
      'far years are the same read from the runtime as shifted by 400 years, only slower',
    ],
    ['offsetFromRuntime((lastUniform', 'any day before 1795 has the same offset'],
    [
      'wallTo: end + offset',
      'the last stretch reaches days beyond its piece, further than any offset',
    ],
    ['index < last', 'a piece more is looked at, and its changes are outside the interval'],
    ['new RangeError(`not a time zone', 'the words of an error whose kind is what counts'],
    ['/^[A-Za-z]/', 'what begins with another sign and holds a letter the runtime refuses itself'],
    [
      'GMT(?:',
      'this runtime writes the offset always, and at the end; others leave it out for UTC',
    ],
    ['if (m === null)', 'a runtime that gives no offset is not at hand'],
  ],
  'core/schedule/month-days.ts': [
    ["?? 'block'", 'a fallback that only the type checker asks for: there are three readings'],
    ['filter.weeks === allWeeks', 'a shortcut: all weeks together let every day pass'],
    ['bit < 12', 'beyond the last bit there is none'],
  ],
  'core/schedule/recurrence.ts': [
    ['if (!(start < end))', 'a shortcut: what is clipped to an empty stretch is dropped anyway'],
    ['monthStart <= lastDay', 'the last days looked at are beyond the window'],
    ['monthStart < firstDay', 'a shortcut: dates too early are clipped away'],
    ['monthStart + length', 'a shortcut: dates too late are clipped away'],
    ['days !== 0', 'a shortcut: no dates, nothing to add'],
    ['monthStart * dayMs', 'a first guess: it is looked up again where it does not reach'],
    ['midnight >= stretch.wallTo', 'a shortcut: looked up or not, the exact way gives the same'],
    ['midnight + reach', 'a shortcut: the exact way gives the same, only slower'],
    ['start < within.start', 'what is equal may be set again'],
    ['end > within.end', 'what is equal may be set again'],
    ['const calm', 'to the moment where both ways give the same'],
    ['at >= firstInstant', 'outside these years no rule has dates'],
  ],
  'core/schedule/schedule.ts': [
    ['id.toLowerCase()', 'in either case two ids are compared alike'],
    ['teamId === null', 'no id of a team is so; its order only'],
    ['a > b', 'no two ids in one list are equal'],
    ['removedIds.size === 0', 'a shortcut: nothing removed, nothing changed'],
    ['const all: Interval[]', 'a text that is no interval has neither start nor end'],
    ["'too_large", 'the words of an error whose kind is what counts'],
    ['intervals > maxIntervals', 'a million to the piece is not tried'],
    ['known.set(teamId', 'a memory: without it the same is found by its key'],
  ],
  'core/schedule/edit/proposal.ts': [
    ['draftProblems(draft, { ...context, leave: [] })', 'leave of nobody clashes with nothing'],
    ['a === b ||', 'a shortcut: an entry is itself'],
    ['const gone = ', 'a new entry’s id is nobody’s yet: to take it away takes nothing'],
    ['entryId !== null', 'a problem of a whole draft always names its entry'],
  ],
  'core/schedule/holds-all.ts': [
    ['outer === undefined', 'a check that only the type checker asks for: there are always two'],
    ["?? '00:00:00'", 'a time without digits is read as midnight'],
    ["?? '23:59:59'", 'a time without digits is read as midnight, which as an end is the next'],
  ],
  'core/schedule/readings.ts': [
    ['within.start >= within.end', 'a shortcut: no shift lasts in an empty window'],
    ['weeksOfMonth.length === 0', 'a shortcut: without weeks all readings agree'],
  ],
  'core/schedule/model.ts': [
    ['weekdayZero', 'the default is what tests begin from, each saying what it needs'],
    ['weekOfMonth', 'the default is what tests begin from, each saying what it needs'],
  ],
  'core/schedule/rotation.ts': [
    ["case 'too_large'", 'a checked plan has fewer hours than are too many to fit'],
    ["kind: 'too-long'", 'a checked plan has fewer hours than are too many to fit'],
    ["case 'not-equal'", 'the proof: no drawn plan fails it'],
    ["kind: 'not-expressible',", 'the proof: no drawn plan fails it'],
    ['return refused({', 'the proof: no drawn plan fails it'],
    ["case 'fitted'", 'what goes on with the next line either way'],
    ['!first.has(memberId)', 'which of a member’s times is named first matters to nobody'],
  ],
  'core/schedule/rotation/check-plan.ts': [
    ['error instanceof RangeError', 'nothing else is thrown there'],
    ['catch (error)', 'what is not answered is not known either'],
  ],
  'core/schedule/rotation/recognise.ts': [
    ['checkPlan(plan', 'the proof: what the search finds can be laid out'],
    ['wanted !== laidOut', 'the proof: what the search finds has all hours'],
    ['turns.every', 'the proof: what the search finds is what is there'],
    ['const held', 'the proof: what the search finds is what is there'],
    ['return held', 'the proof: what the search finds is what is there'],
    ['if (saysTheSame', 'the proof: what the search finds is what is there'],
    ['members.length < groups.length', 'a plan without an order for a group fails the proof'],
    ['groups.every((', 'one group only comes to this line'],
  ],
  'core/schedule/rotation/turn-order.ts': [
    ['taken.size > 1', 'a turn with two members fails the proof'],
    ['const members = order', 'an order with a place nobody has fails the proof'],
    ['members.length === length', 'an order with a place nobody has fails the proof'],
    ['member !== null', 'an order with a place nobody has fails the proof'],
    ['day <= last', 'the last date has hours'],
  ],
  'core/schedule/cover.ts': [
    [
      "refusal: { kind: 'not-equal'",
      'the proof: no drawn cover fails it, so nothing shows what it says',
    ],
    ['for (const memberId of [request.covered', 'the proof: no drawn cover fails it'],
    ['const given = timeOfAll', 'the proof: no drawn cover fails it'],
    ['const mistake =', 'the proof: no drawn cover fails it'],
    ['if (mistake !== undefined)', 'the proof: no drawn cover fails it'],
    ['around[0]?.start ?? 0', 'a cover without any covered time is refused before'],
    [
      'duty === undefined ? [] : runsOf',
      'a member without a duty has no time: a wrong value in the list has neither start nor end',
    ],
  ],
  'core/schedule/cover/covered-time.ts': [
    ['to !== null', 'a missing end compares as before any start'],
    ['first === undefined || last', 'where there is a first piece there is a last'],
    ['start === undefined || end', 'where there is a first run there is a last'],
    ['start - 3 * dayMs', 'a first guess of days: what it misses is looked for below'],
    ['n < 3', 'a limit that keeps work bounded'],
    ['!early && !late', 'a shortcut: where nothing is missed nothing is widened'],
    ['it.start < start', 'what is equal may be set again'],
  ],
  'core/schedule/cover/split.ts': [
    [
      'stretch.start > rule.from',
      'a cut at the rule’s own edge leaves a part that is never active, which is dropped',
    ],
    [
      'stretch.end < rule.to',
      'a cut at the rule’s own edge leaves a part that is never active, which is dropped',
    ],
    ['teamId === null || memberId === null', 'a row without owner is refused as read-only before'],
  ],
  'core/schedule/leave.ts': [['away.length === 0', 'a shortcut: no leave, nothing to look for']],
  'core/schedule/edit/command.ts': [
    ['entry === undefined ? [] : [entry]', 'an unknown id is refused before'],
  ],
  'core/schedule/edit/row-edit.ts': [
    ['notes: []', 'what a draft’s own entry has in notes is shown by no one'],
  ],
  'core/schedule/edit.ts': [
    [
      'past: [], future: []',
      'a step that is none is undone to the same draft only in a test that looks for it',
    ],
  ],
  'core/schedule/field-checks.ts': [
    ['value: []', 'what is not understood has a problem, and its value counts for nothing'],
    ["value: ''", 'what is not understood has a problem, and its value counts for nothing'],
  ],
  'core/schedule/never-active.ts': [
    ['start < range.end', 'an empty piece more is looked at'],
    [
      'Math.min(start + stepMs, range.end)',
      'pieces keep the search short; a longer one finds the same',
    ],
    ['rule.endDate === null ? null', 'a limit that keeps work bounded'],
    ['Math.max(firstInstant, end', 'a limit that keeps work bounded'],
    ['Math.min(end ?? lastInstant', 'a limit that keeps work bounded'],
  ],
  'core/schedule/coverage.ts': [
    ['duties.length < 2', 'a shortcut: who has one duty has no two at once'],
  ],
  'core/schedule/load.ts': [
    ['run.end <= part.start', 'a run that touches a part fills none of it'],
    ['run.start >= part.end', 'a run that touches a part fills none of it'],
    ['holidays = []', 'a text that is no date is no holiday'],
    ['teamId === undefined ? {}', 'a filter with nothing in it lets all through'],
  ],
  'core/schedule/radar.ts': [
    ['shift.entryIds.map((id) => rules.get(id)) : []', 'a rule that is none names no time'],
    ['part.filter', 'every entry of a shift has its rule'],
    ['rule !== undefined', 'every entry of a shift has its rule'],
  ],
  'core/schedule/ripple.ts': [
    ['if (a === b) return true', 'a shortcut: the same duty is alike'],
    ['lastRuns.set', 'a memory: without it the same is worked out again'],
    ['last?.window', 'a memory: without it the same is worked out again'],
    ['holidays = []', 'a text that is no date is no holiday'],
    ['runs(duty)', 'what is left out is left out again by its missing start'],
    ['runs(other)', 'a text that is no run is like none'],
    ['=== null ? [] : runs', 'a text that is no run has neither start nor end'],
    ['shift !== null', 'a run of a duty is always part of one of its shifts'],
  ],
  'core/schedule/same-rule.ts': [['a === b ||', 'a shortcut: the same rule is alike']],
  'core/schedule/shifts.ts': [
    ['traced === undefined', 'a run of a duty is always part of one of its shifts'],
    ['run.start > window.start ?', 'a shortcut: the search outside finds nothing that touches'],
    ['run.end < window.end ?', 'a shortcut: the search outside finds nothing that touches'],
    ['duty.entries.length > 1', 'a shortcut: one entry’s occurrences come in order'],
    ['end > run.end', 'what is equal may be set again'],
    [
      'Math.max(start - step',
      'a limit that keeps work bounded: at once or by and by, the same is found',
    ],
    [
      'Math.min(end + step',
      'a limit that keeps work bounded: at once or by and by, the same is found',
    ],
    ['if (start > from)', 'a shortcut: one look more finds nothing that touches'],
    ['if (end < to)', 'a shortcut: one look more finds nothing that touches'],
  ],
  'core/schedule/columns.ts': [
    ['known.set', 'a memory: without it the same is laid out again'],
    [
      'moment.nearby === null',
      'far from a clock change both ways give the same; the plain one is quicker',
    ],
    ['i < answers.length', 'beyond the last there is no answer'],
  ],
  'core/schedule/oncall.ts': [
    ['at >= firstInstant', 'outside these years no rule has dates'],
    ['step = 8 * dayMs', 'how far the first look goes changes only how many there are'],
    ['Math.min(start + step', 'how far a look goes changes only how many there are'],
    ['b.start < a.start', 'of two that begin together either may be first'],
  ],
  'core/schedule/explain.ts': [
    ['week > 0', 'no week is 0: such were left out before'],
    ['week < 0', 'no week is 0: such were left out before'],
  ],
};
