import type ICAL from 'ical.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../../time/instant.ts';

/** "This and all that follow" would move a rule, which is not understood. */
export function isRange(event: ICAL.Component): boolean {
  return typeof event.getFirstProperty('recurrence-id')?.getParameter('range') === 'string';
}

/** The first value of a property as text; `null` spelt out where there is none. */
export const textOf = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name));

/** The values of a property as they were written; the parser throws for a date that is none. */
export function rawValues(property: ICAL.Property): string[] {
  const [, , , ...values] = property.toJSON() as unknown[];
  return values.map(String);
}

/** A duration in whole days, which follow the clock, and in time, which does not; null for others. */
export function durationMs(text: string): { readonly days: number; readonly time: number } | null {
  const m =
    /^\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/.exec(
      text,
    );
  if (m === null) return null;
  const part = (n: number): number => Number(m[n] ?? 0);
  return {
    days: (part(1) * 7 + part(2)) * dayMs,
    time: part(3) * hourMs + part(4) * minuteMs + part(5) * secondMs,
  };
}
