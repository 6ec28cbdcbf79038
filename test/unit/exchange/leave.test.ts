import { describe, expect, test } from 'vitest';
import {
  likelyMember,
  mostLeave,
  personNamed,
  readLeave,
  type LeaveRead,
} from '../../../core/exchange/leave.ts';
import type { Member } from '../../../core/schedule/model.ts';

const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };

function read(text: string, zone = 'Europe/Berlin'): Extract<LeaveRead, { kind: 'read' }> {
  const found = readLeave(text, zone, year);
  if (found.kind === 'refused') throw new Error(found.reason);
  return found;
}
const refusal = (text: string) => {
  const found = readLeave(text, 'Europe/Berlin', year);
  return found.kind === 'refused' ? found.reason : found.kind;
};

describe('a table of leave', () => {
  test('is read under its usual headings, in any order and case', () => {
    const text = '\uFEFFLast day;Note;Name;First-Day\r\n2026-03-06;x;Ana Pires;2026-03-02\r\n';
    expect(read(text)).toEqual({
      kind: 'read',
      rows: [{ label: 'Ana Pires', from: '2026-03-02', to: '2026-03-06' }],
      skipped: 0,
    });
  });

  test('prefers an id to a name, and takes the date of a date with time', () => {
    const text = 'name,team_member_id,start,end\nAna,m-1,2026-03-02T00:00:00Z,2026-03-02\n';
    expect(read(text).rows).toEqual([{ label: 'm-1', from: '2026-03-02', to: '2026-03-02' }]);
  });

  test('counts rows without a person, without dates, or with the end first', () => {
    const text =
      'person,from,to\n,2026-03-02,2026-03-03\nAna,soon,2026-03-03\nAna,2026-02-30,2026-03-03\n' +
      'Ana,2026-03-04,2026-03-03\nAna,2026-03-03,2026-03-03\nAna,2026-03-03\n';
    expect(read(text)).toMatchObject({ rows: [{ from: '2026-03-03' }], skipped: 5 });
  });

  test.each([
    ['a text that is no table', 'hello', 'unknown_format'],
    ['a table without a last day', 'person,from\nAna,2026-03-02', 'unknown_format'],
    ['a quote that never ends', 'person,from,to\n"Ana,2026-03-02,2026-03-03', 'unreadable'],
    ['a calendar cut short', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT', 'unreadable'],
    ['more text than anyone has', 'x'.repeat(16_000_001), 'too_large'],
    [
      'more rows than are kept',
      `person,from,to\n${'Ana,2026-03-02,2026-03-03\n'.repeat(mostLeave + 1)}`,
      'too_long',
    ],
  ])('%s is refused', (_, text, reason) => expect(refusal(text)).toBe(reason));
});

describe('a calendar of leave', () => {
  const calendar = (...lines: string[]): string =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT']
      .concat('END:VCALENDAR', '')
      .join('\r\n');

  test('counts whole days by their dates, the day after the last not', () => {
    const text = calendar(
      'SUMMARY:Ana Pires: holiday',
      'DTSTART;VALUE=DATE:20260302',
      'DTEND;VALUE=DATE:20260307',
    );
    expect(read(text)).toEqual({
      kind: 'read',
      rows: [{ label: 'Ana Pires: holiday', from: '2026-03-02', to: '2026-03-06' }],
      skipped: 0,
    });
  });

  test('keeps the address of whoever is away, which may tell more than the name', () => {
    const text = calendar(
      'ATTENDEE;CN=L. M.:mailto:lea@example.org',
      'DTSTART;VALUE=DATE:20260302',
      'DTEND;VALUE=DATE:20260303',
    );
    expect(read(text).rows).toEqual([
      { label: 'L. M.', address: 'lea@example.org', from: '2026-03-02', to: '2026-03-02' },
    ]);
  });

  test('counts every date that an event touches where the schedule is kept', () => {
    const text = calendar('SUMMARY:Ana', 'DTSTART:20260302T230000Z', 'DTEND:20260303T020000Z');
    expect(read(text, 'UTC').rows).toMatchObject([{ from: '2026-03-02', to: '2026-03-03' }]);
    expect(read(text).rows).toMatchObject([{ from: '2026-03-03', to: '2026-03-03' }]);
  });

  test('counts events that say nothing, and is silent about those of other years', () => {
    const nobody = calendar('DTSTART;VALUE=DATE:20260302');
    expect(read(nobody)).toMatchObject({ rows: [], skipped: 1 });
    const past = calendar('SUMMARY:Ana', 'DTSTART;VALUE=DATE:20200302');
    expect(read(past)).toMatchObject({ rows: [], skipped: 0 });
    const strange = calendar(
      'SUMMARY:Ana',
      'DTSTART;TZID=Nowhere:20260302T090000',
      'DURATION:PT1H',
    );
    expect(read(strange)).toMatchObject({ rows: [], skipped: 1 });
  });
});

describe('whom a label means', () => {
  const member = (id: string, name: string, email: string | null = null): Member => ({
    id,
    name,
    email,
  });
  const members = [
    member('M-1', 'Léa Martin', 'lea@example.org'),
    member('m-2', 'Ana Pires'),
    member('m-3', 'Ana Pires Lima'),
    member('m-4', 'Sam Okafor'),
    member('m-5', 'Sam Okafor'),
  ];
  test.each([
    ['m-1', 'M-1'],
    ['LEA@example.org', 'M-1'],
    ['lea  martin', 'M-1'],
    ['Vacation – Léa Martin (approved)', 'M-1'],
    ['Ana Pires', 'm-2'],
    ['Leave: Ana Pires Lima', null],
    ['Sam Okafor', null],
    ['Martin', null],
    ['', null],
  ])('%s', (label, id) => expect(personNamed(label, members)).toBe(id));

  test('an address that a member has says more than the name beside it', () => {
    const named = (label: string, address: string | null) =>
      likelyMember({ label, address }, members);
    expect(named('L. M.', 'LEA@example.org')).toBe('M-1');
    expect(named('Ana Pires', 'lea@example.org')).toBe('M-1');
    expect(named('Ana Pires', 'ana@example.org')).toBe('m-2');
    expect(named('Ana Pires (ana@example.org)', 'ana@example.org')).toBe('m-2');
    expect(named('Nobody', '')).toBeNull();
    expect(likelyMember({ label: 'Ana Pires' }, members)).toBe('m-2');
    const shared = [...members, member('m-6', 'Ida Lund', 'lea@example.org')];
    const byShared = (label: string) => likelyMember({ label, address: 'lea@example.org' }, shared);
    expect([byShared('Ida Lund'), byShared('L. M.')]).toEqual(['m-6', null]);
  });
});
