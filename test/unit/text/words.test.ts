import { describe, expect, test } from 'vitest';
import type { Failure, FailureKind } from '../../../core/contract/failure.ts';
import type { Problem } from '../../../core/schedule/problems.ts';
import { attentionText } from '../../../core/text/attention.ts';
import { failureText } from '../../../core/text/failure.ts';
import type { Incompleteness } from '../../../core/contract/snapshot.ts';
import { failureWord, incompletenessText } from '../../../core/text/freshness.ts';
import { cut, oneLine } from '../../../core/text/plain.ts';
import { signedOutText, signInText } from '../../../core/text/sign-in.ts';
import { fieldLabel, problemText } from '../../../core/text/problem.ts';
import {
  duration,
  hours,
  listed,
  progress,
  relative,
  setting,
  timeLeft,
} from '../../../core/text/time.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('lengths of time', () => {
  test.each([
    [0, '0 min'],
    [30_000, 'under 1 min'],
    [minute, '1 min'],
    [3 * hour + 12 * minute, '3 h 12 min'],
    [3 * hour, '3 h'],
    [23 * hour, '23 h'],
    [25 * hour, '1 d 1 h'],
    [4 * 24 * hour, '4 d'],
    [9 * 24 * hour + hour, '9 d'],
  ])('%d ms are "%s"', (ms, text) => expect(duration(ms)).toBe(text));

  test('what is left counts real time across a clock change', () => {
    const start = Date.parse('2026-10-25T00:00:00+02:00');
    const end = Date.parse('2026-10-25T09:00:00+01:00');
    expect(timeLeft(end, start)).toBe('10 h left');
    expect(timeLeft(end, end)).toBe('ended');
  });

  test('distances are one unit beyond a day', () => {
    expect(relative(4 * 24 * hour + 5 * hour, 0)).toBe('in 4 d');
    expect(relative(0, 2 * hour)).toBe('2 h ago');
    expect(relative(59_000, 0)).toBe('now');
  });

  test('hours, settings, progress and lists', () => {
    expect([hours(61 * hour), hours(7.5 * hour), hours(-2 * hour)]).toEqual([
      '61 h',
      '7.5 h',
      '-2 h',
    ]);
    expect([setting(90_000), setting(15 * minute)]).toEqual(['90 s', '15 min']);
    expect([progress(0, 10, 5), progress(0, 10, 20), progress(0, 0, 1)]).toEqual([0.5, 1, 1]);
    expect([listed([]), listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'])]).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
    ]);
  });
});

const failures: { readonly [K in FailureKind]: Extract<Failure, { kind: K }> } = {
  offline: { kind: 'offline', detail: 'net::ERR_INTERNET_DISCONNECTED' },
  timeout: { kind: 'timeout', afterMs: 10_000 },
  unauthorized: { kind: 'unauthorized' },
  forbidden: { kind: 'forbidden', detail: '' },
  'not-found': { kind: 'not-found', detail: 'no such team' },
  conflict: { kind: 'conflict', detail: '', errors: [] },
  rejected: { kind: 'rejected', status: 422, detail: '', errors: [] },
  'rate-limited': { kind: 'rate-limited', retryAt: 0 },
  'server-error': { kind: 'server-error', status: 503, detail: '' },
  redirected: { kind: 'redirected', detail: '' },
  'too-large': { kind: 'too-large', limitBytes: 16 * 1_048_576 },
  unreadable: { kind: 'unreadable', detail: '<html>' },
  'keychain-locked': { kind: 'keychain-locked' },
  'keychain-missing': { kind: 'keychain-missing', detail: '' },
  'service-down': { kind: 'service-down', detail: '' },
  'no-token': { kind: 'no-token' },
  'notice-refused': { kind: 'notice-refused', detail: '' },
  'not-allowed': { kind: 'not-allowed', detail: 'a bulk change is running' },
  bug: { kind: 'bug', reference: 'B-17' },
};

describe('signing in and out in words', () => {
  const at = () => '09:00';

  test('a refusal speaks of e-mail and password, not of a token that has expired', () => {
    for (const kind of ['unauthorized', 'forbidden', 'rejected'] as const) {
      expect(signInText(failures[kind], at).sentence).toMatch(/did not accept this e-mail/);
    }
    const said = { ...failures.rejected, detail: 'too many tries' };
    expect(signInText(said, at).sentence).toContain('(“too many tries”)');
    expect(signInText(failures['not-found'], at).sentence).toMatch(/no sign-in at this address/);
    expect(signInText(failures.unreadable, at).sentence).toMatch(/holds no token/);
    expect(signInText(failures['not-allowed'], at).sentence).toMatch(/is blank/);
    expect(signInText(failures.offline, at)).toEqual(failureText(failures.offline, at));
  });

  test('a session that may live on is said to', () => {
    const left = (failure: Failure) => signedOutText({ session: 'left', failure }, at);
    expect(signedOutText({ session: 'ended', failure: null }, at)).toMatch(/^Signed out\./);
    expect(left(failures.offline)).toMatch(/may still honour the token\. PingHome could not/);
    expect(left(failures['not-allowed'])).toMatch(/address is blank/);
  });
});

describe('failures in words', () => {
  const at = () => '09:00';

  test.each(Object.values(failures))('$kind has a title, a sentence and a word', (failure) => {
    const text = failureText(failure, at);
    expect(text.title.split(' ').length).toBeLessThanOrEqual(5);
    expect(text.title).toMatch(/^[A-Z]/);
    expect(text.sentence).toMatch(/[.)]$/);
    expect(failureWord(failure)).not.toBe('');
  });

  test('no two kinds share a title', () => {
    const titles = Object.values(failures).map((failure) => failureText(failure, at).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('a number and a time from the failure are said', () => {
    expect(failureText(failures.timeout, at).sentence).toContain('10 s');
    expect(failureText(failures['rate-limited'], at).sentence).toContain('09:00');
    expect(failureText(failures['too-large'], at).sentence).toContain('16 MB');
  });

  test('nobody is sent to do what Watchbill does by itself', () => {
    expect(failureText(failures['service-down'], at).remedy).toMatch(/starts it again by itself/);
    const refused = { kind: 'notices', failure: failures['notice-refused'] } as const;
    expect(attentionText(refused, at)).not.toContain('service');
  });

  test('details from outside are quoted on one line, cut, and without control characters', () => {
    const nasty = { kind: 'offline', detail: `a\u0000b\n\u202ec ${'😀'.repeat(300)}` } as const;
    const { sentence } = failureText(nasty, at);
    expect(sentence).toContain('(“a b c 😀');
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\ud800-\udfff]/u);
    expect(sentence).toMatch(/😀…”\)$/u);
    expect(sentence.length).toBeLessThan(500);
  });

  test('an incomplete read says in which way', () => {
    const say = (it: Incompleteness) => incompletenessText(it, () => 'Ana Pires');
    expect(say({ kind: 'entries-skipped', count: 1 })).toBe('1 entry unreadable');
    expect(say({ kind: 'entries-skipped', count: 3 })).toBe('3 entries unreadable');
    expect(say({ kind: 'more-pages' })).toBe('PingHome sent only a part');
    const failure = { kind: 'forbidden', detail: '' } as const;
    expect(say({ kind: 'member-refused', memberId: 'c2', failure })).toBe(
      'Ana Pires could not be read',
    );
  });
});

describe('problems in words', () => {
  const say = (part: Partial<Problem>) =>
    problemText({
      field: 'week_days',
      path: '/week_days',
      code: 'required',
      severity: 'error',
      ...part,
    });

  test('a problem names its field and the limits that hold there', () => {
    expect(say({ code: 'out_of_range', path: '/week_days/1' })).toBe(
      'Days: value 2: allowed are numbers from 0 to 6.',
    );
    expect(say({ field: 'months_of_year', code: 'too_long' })).toBe('Months: at most 12 values.');
    expect(say({ code: 'empty_list' })).toBe('Days: choose at least one.');
    expect(say({ field: 'end_date', code: 'before_start' })).toBe('Until: must be after From.');
    expect(say({ field: 'team_member_id' })).toBe('Team member: choose who is on call.');
    expect(fieldLabel('start_time')).toBe('Starts');
  });
});

describe('text from outside', () => {
  test('is cut without splitting a pair, and never longer than asked', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
    expect(cut('a😀b', 3)).toBe('a…');
    for (let most = 1; most < 12; most += 1) {
      const text = cut('😀😀😀😀😀😀', most);
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text).not.toMatch(/[\ud800-\udfff]/u);
    }
  });

  test('is one line, and keeps emoji together', () => {
    expect(oneLine('  a\n\tb\u2028c ')).toBe('a b c');
    expect(oneLine('👩‍🚒')).toBe('👩‍🚒');
  });
});
