import type { CallInput } from '../../../core/contract/ipc.ts';
import type { CoverageContract } from '../../../core/schedule/model.ts';
import { zoneCity } from '../../../core/time/format.ts';

export type ContractKind = CoverageContract['kind'];
export type HoursContract = Extract<CoverageContract, { kind: 'hours' }>;

/** A contract of another kind that keeps what both have; office hours to begin with. */
export function contractFor(kind: ContractKind, from: CoverageContract): CoverageContract {
  const people = from.kind === 'none' ? 1 : from.people;
  if (kind === 'always') return { kind: 'always', people };
  if (kind === 'hours')
    return {
      kind: 'hours',
      people,
      weekDays: [1, 2, 3, 4, 5],
      startTime: '09:00:00',
      endTime: '17:00:00',
    };
  return { kind: 'none' };
}

type Sendable = NonNullable<CallInput<'workspace.change'>['contracts']>;

/** All contracts as they are sent, one of them changed. */
export function contractsWith(
  contracts: Readonly<Record<string, CoverageContract>>,
  teamId: string,
  changed: CoverageContract,
): Sendable {
  const all = Object.entries({ ...contracts, [teamId]: changed });
  return Object.fromEntries(
    all.map(([id, it]) => [id, it.kind === 'hours' ? { ...it, weekDays: [...it.weekDays] } : it]),
  );
}

/** Whether the hours run over midnight: an end at or before the start is on the next day. */
export function endsNextDay({ startTime, endTime }: HoursContract): boolean {
  return endTime <= startTime;
}

/** A promise in a sentence. */
export function contractText(
  contract: CoverageContract | undefined,
  zone: string,
  locale: string,
): string {
  if (contract === undefined || contract.kind === 'none')
    return 'Nothing is promised: uncovered time raises no alarm.';
  const who = contract.people === 1 ? 'One person' : 'Two people';
  if (contract.kind === 'always') return `${who} on call around the clock.`;
  const { startTime, endTime } = contract;
  const end = `${endTime.slice(0, 5)}${endsNextDay(contract) ? ' the next day' : ''}`;
  const days = daysText(contract.weekDays, locale);
  return `${who} on call ${days}, ${startTime.slice(0, 5)} to ${end} (${zoneCity(zone)}).`;
}

// 4 January 1970 was a Sunday.
const firstSunday = 3 * 86_400_000;

function daysText(weekDays: readonly number[], locale: string): string {
  if (weekDays.length === 7) return 'every day';
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // From Monday on, as working weeks are told.
  const ordered = [...weekDays].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  return ordered.map((it) => name.format(firstSunday + it * 86_400_000)).join(', ');
}
