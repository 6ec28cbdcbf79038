import * as v from 'valibot';
import { firstInstant, lastInstant } from '../time/instant.ts';

/** Shapes of the values that cross a border, parsed there once and trusted inside. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(512));
export const instant = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(firstInstant),
  v.maxValue(lastInstant),
);
const filter = (most: number) =>
  v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(most), v.readonly());
const wallTime = v.pipe(v.string(), v.regex(/^\d\d:\d\d:\d\d$/));

export const rule = v.strictObject({
  monthsOfYear: filter(12),
  weeksOfMonth: filter(12),
  weekDays: filter(7),
  startTime: v.nullable(wallTime),
  endTime: v.nullable(wallTime),
  startDate: v.nullable(instant),
  endDate: v.nullable(instant),
});

export const entryKey = v.strictObject({ memberId: id, createdAt: id });

const owner = v.strictObject({ teamId: id, memberId: id });

/** One step of a save, as `core/schedule/planned-writes.ts` plans it. */
export const plannedWrite = v.variant('kind', [
  v.strictObject({ kind: v.literal('create'), entryId: id, teamId: id, memberId: id, rule }),
  v.strictObject({
    kind: v.literal('update'),
    entryId: id,
    teamId: id,
    key: entryKey,
    base: rule,
    rule,
  }),
  v.strictObject({
    kind: v.literal('reassign'),
    entryId: id,
    key: entryKey,
    base: rule,
    rule,
    from: owner,
    to: owner,
    steps: v.strictTuple([v.literal('create'), v.literal('re-read'), v.literal('delete')]),
  }),
  v.strictObject({ kind: v.literal('delete'), entryId: id, teamId: id, key: entryKey, base: rule }),
]);

/** An IANA name this runtime knows; offsets and abbreviations with blanks are not zones. */
export const zone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/),
  v.check(isKnownZone),
);

export const interpretation = v.strictObject({
  zone,
  weekdayZero: v.picklist(['sunday', 'monday']),
  weekOfMonth: v.picklist(['block', 'row-monday', 'row-sunday']),
});

/** A token as it was pasted: out of a header, or broken into lines by what it was copied from. */
export const token = v.pipe(
  v.string(),
  v.maxLength(16_384),
  v.transform((pasted) =>
    pasted.replace(/^\s*(?:authorization:\s*)?bearer\s+/i, '').replace(/\s+/g, ''),
  ),
  v.minLength(1),
);

/** https, or http to this machine only: a token must not travel in the clear. */
const address = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2_048),
  v.check(isSafeAddress, 'https is needed, except for this machine itself'),
);
const blankOrAddress = v.union([v.literal(''), address]);

export const addresses = v.strictObject({
  read: address,
  write: address,
  roster: blankOrAddress,
  signIn: blankOrAddress,
});

export const contract = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('always'), people: v.picklist([1, 2]) }),
  v.strictObject({
    kind: v.literal('hours'),
    people: v.picklist([1, 2]),
    weekDays: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
      v.minLength(1),
      v.maxLength(7),
    ),
    startTime: wallTime,
    endTime: wallTime,
  }),
]);

const date = v.pipe(v.string(), v.isoDate());
export const leave = v.strictObject({ memberId: id, from: date, to: date });

const leads = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30 * 24 * 60))),
  v.maxLength(20),
);
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * A key combination for the whole desktop, as Electron names it. Shift alone would take letters
 * away from everybody who types, so another modifier is asked for.
 */
export const shortcut = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(
    /^((CommandOrControl|Command|Control|Alt|Super|Shift)\+)+([A-Z0-9]|F([1-9]|1\d|2[0-4])|Space)$/,
  ),
  v.check((text) => /CommandOrControl|Command|Control|Alt|Super/.test(text)),
  v.check((text) => new Set(text.split('+')).size === text.split('+').length),
);

export const preferences = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  leadMinutes: leads,
  teamLeadMinutes: v.record(id, leads),
  quietHours: v.nullable(v.strictObject({ from: clock, to: clock })),
  mutedUntil: v.nullable(instant),
  gapNotices: v.boolean(),
  handoffNotices: v.boolean(),
  startAtLogin: v.boolean(),
  shortcut: v.nullable(shortcut),
});

/** Whether this runtime can compute in the zone. */
export function isKnownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether a token may travel to an address: https, or this machine itself; nothing but a path. */
export function isSafeAddress(text: string): boolean {
  const url = parseUrl(text);
  if (url === null) return false;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
