import { dayMs, hourMs, type Instant } from '../../core/time/instant.ts';
import { instantOf, wallOf, zoneTable } from '../../core/time/zone.ts';

/** Nine o'clock of the next day in a zone: what a rule's 09:00 would mean there. */
export function nextNine(zone: string, now: Instant): Instant {
  const table = zoneTable(zone);
  const tomorrow = Math.floor(wallOf(table, now) / dayMs) + 1;
  return instantOf(table, tomorrow * dayMs + 9 * hourMs);
}
