import { readings, type DisputedDate, type Reading } from '../schedule/readings.ts';
import { listed } from './time.ts';

const names: Readonly<Record<Reading, string>> = {
  block: 'by days 1–7, 8–14 …',
  'row-monday': 'by calendar rows from Monday',
  'row-sunday': 'by calendar rows from Sunday',
};

/** What a disputed date comes to: how it is read here, and which readings see it otherwise. */
export function disputedText({ active, readings: on }: DisputedDate): string {
  const others = readings.filter((it) => on.includes(it) !== active).map((it) => names[it]);
  return active ? `On here, off ${listed(others)}` : `Off here, on ${listed(others)}`;
}
