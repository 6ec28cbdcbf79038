import { dayMs, hourMs, minuteMs } from '../../../core/time/instant.ts';

const units: Readonly<Record<string, number>> = {
  d: dayMs,
  day: dayMs,
  days: dayMs,
  h: hourMs,
  hour: hourMs,
  hours: hourMs,
  m: minuteMs,
  min: minuteMs,
  minute: minuteMs,
  minutes: minuteMs,
};
const mostMinutes = 30 * 24 * 60;

/** A list of leads as people write it: `1 d, 15 min`. */
export function leadsText(minutes: readonly number[]): string {
  return minutes.map(leadText).join(', ');
}

/** Exact, unlike the lengths of time shown elsewhere: what stands in a field is what gets saved. */
function leadText(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor((minutes % 1_440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(' ');
}

/** The minutes a text means, longest first; a sentence about what is wrong otherwise. */
export function parseLeads(text: string): { minutes: number[] } | { error: string } {
  const parts = text.split(/[,;]/).map((part) => part.trim());
  const minutes: number[] = [];
  for (const part of parts.filter((it) => it !== '')) {
    const ms = lengthOf(part);
    if (ms === null) return { error: `“${part}” is no length of time: write 15 min, 2 h or 1 d.` };
    const lead = Math.round(ms / minuteMs);
    if (lead < 1 || lead > mostMinutes) return { error: 'A lead is between 1 min and 30 d.' };
    if (!minutes.includes(lead)) minutes.push(lead);
  }
  if (minutes.length > 20) return { error: 'At most 20 leads.' };
  return { minutes: minutes.sort((a, b) => b - a) };
}

/** `1 h 30 min` in milliseconds; null for what is no length. */
function lengthOf(text: string): number | null {
  const pattern = /(\d+(?:[.,]\d+)?)\s*([a-z]+)\s*/gi;
  let total = 0;
  let end = 0;
  for (const m of text.matchAll(pattern)) {
    const unit = units[(m[2] ?? '').toLowerCase()];
    if (unit === undefined || m.index !== end) return null;
    total += Number((m[1] ?? '').replace(',', '.')) * unit;
    end = m.index + m[0].length;
  }
  return end === text.length && end > 0 ? total : null;
}

/** All teams' leads as they are sent, one of them changed; none of its own = the usual ones. */
export function leadsWith(
  teamLeads: Readonly<Record<string, readonly number[]>>,
  teamId: string,
  minutes: readonly number[],
): Record<string, number[]> {
  const others = Object.entries(teamLeads).filter(([id]) => id !== teamId);
  const all = minutes.length === 0 ? others : [...others, [teamId, minutes] as const];
  return Object.fromEntries(all.map(([id, it]) => [id, [...it]]));
}
