import type { CallInput } from '../../core/contract/ipc.ts';
import type { CoverageContract } from '../../core/schedule/model.ts';

export type ContractKind = CoverageContract['kind'];

/** A contract of another kind that keeps what both have; office hours to begin with. */
export function contractFor(kind: string, from: CoverageContract): CoverageContract {
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
