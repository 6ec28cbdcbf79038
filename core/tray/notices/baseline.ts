import type { Baseline, NoticeRecord } from '../../contract/notices.ts';
import type { PendingWrite, WorkspaceState } from '../../contract/snapshot.ts';
import type { Entry, MemberId, Rule } from '../../schedule/model.ts';
import { sameId } from '../../schedule/schedule.ts';
import { minuteMs, type Instant } from '../../time/instant.ts';

type OwnWrite = NoticeRecord['own'][number];
type Duty = Baseline['duties'][number];

// Longer than PingHome may take to show a write; the same change by another in between is rare.
const ownWriteMs = 10 * minuteMs;

/** My rules as a workspace has them now. */
export function baselineOf(workspace: WorkspaceState, me: MemberId): Baseline {
  return {
    me,
    customers: customersOf(workspace),
    awaitingAfter: null,
    duties: dutiesOf(workspace, me),
  };
}

// Asked with every plan, while entries change with few of them.
const knownDuties = new WeakMap<readonly Entry[], Map<MemberId, Duty[]>>();
const knownTexts = new WeakMap<readonly Duty[], string>();

function dutiesOf({ entries }: WorkspaceState, me: MemberId): Duty[] {
  const byMember = knownDuties.get(entries) ?? new Map<MemberId, Duty[]>();
  knownDuties.set(entries, byMember);
  const duties = byMember.get(me) ?? entries.filter((entry) => isOf(entry, me)).map(dutyOf);
  byMember.set(me, duties);
  return duties;
}

function dutiesText(duties: readonly Duty[]): string {
  const text = knownTexts.get(duties) ?? duties.map(textOf).sort().join('\n');
  knownTexts.set(duties, text);
  return text;
}

/** The customers a workspace watches, as one text to compare. */
export function customersOf(workspace: WorkspaceState): string {
  return [...workspace.customerIds].sort().join('\n');
}

/** The writes of this app to my shifts, under way or not yet seen, to be remembered for a while. */
export function ownWritesOf(workspace: WorkspaceState, now: Instant): OwnWrite[] {
  const { me } = workspace;
  if (me === null) return [];
  const isMine = ({ memberId, key }: PendingWrite) =>
    sameId(memberId) === sameId(me) || (key !== null && sameId(key.memberId) === sameId(me));
  return workspace.pending.filter(isMine).map((write) => ({
    workspaceId: workspace.id,
    createdAt: write.key?.createdAt ?? null,
    rule: write.rule === null ? null : plainRule(write.rule),
    until: now + ownWriteMs,
  }));
}

/** The baseline with this app's own writes taken over from what is there now. */
export function withOwnWrites(
  baseline: Baseline,
  workspace: WorkspaceState,
  own: readonly OwnWrite[],
): Baseline {
  if (own.length === 0) return baseline;
  const current = baselineOf(workspace, baseline.me).duties;
  const keys = new Set(own.flatMap((write) => (write.createdAt === null ? [] : [write.createdAt])));
  const rules = new Set(own.flatMap((write) => (write.rule === null ? [] : [textOf(write.rule)])));
  const isKeyed = (duty: Duty) => duty.createdAt !== null && keys.has(duty.createdAt);
  const kept = baseline.duties.filter((duty) => !isKeyed(duty));
  const known = new Set(kept.map((duty) => duty.createdAt));
  const ours = current.filter(
    (duty) => isKeyed(duty) || (!known.has(duty.createdAt) && rules.has(textOf(duty.rule))),
  );
  return { ...baseline, duties: [...kept, ...ours] };
}

/** Whether two baselines hold the same rules, in whatever order. */
export function sameDuties(a: Baseline, b: Baseline): boolean {
  return a.duties === b.duties || dutiesText(a.duties) === dutiesText(b.duties);
}

function isOf(entry: Entry, me: MemberId): boolean {
  return entry.memberId !== null && sameId(entry.memberId) === sameId(me);
}

function dutyOf(entry: Entry): Duty {
  return { createdAt: entry.createdAt, teamId: entry.teamId, rule: plainRule(entry.rule) };
}

/** A rule with its fields in one order, so that equal rules are equal texts. */
function plainRule(rule: Rule): Duty['rule'] {
  return {
    monthsOfYear: rule.monthsOfYear,
    weeksOfMonth: rule.weeksOfMonth,
    weekDays: rule.weekDays,
    startTime: rule.startTime,
    endTime: rule.endTime,
    startDate: rule.startDate,
    endDate: rule.endDate,
  };
}

function textOf(value: Duty | Duty['rule']): string {
  return JSON.stringify(value);
}
