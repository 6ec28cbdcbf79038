import type { NoticeRecord } from '../../contract/notices.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { Instant } from '../../time/instant.ts';
import { quietAt } from './quiet.ts';
import type { NoticeKind, Wanted } from './wanted.ts';

/** What is to be shown now, and when to look again. */
export interface Reconciled {
  readonly due: readonly Wanted[];
  readonly nextAt: Instant | null;
}

/**
 * Compares what is wanted with what was told: leaves what is new, due, useful and held by nothing.
 * Asked twice with the same record it answers the same; with what was told settled, nothing.
 */
export function reconcile(
  wanted: readonly Wanted[],
  record: NoticeRecord,
  snapshot: Snapshot,
  now: Instant,
): Reconciled {
  const covered = new Set(wanted.flatMap((it) => it.covers));
  const open = wanted.filter(
    (it) => !covered.has(it.id) && it.usefulUntil > now && !isTold(it, record, now),
  );
  const quiet = quietAt(snapshot.preferences.quietHours, snapshot.viewer.zone, now);
  const mutedUntil = snapshot.preferences.mutedUntil ?? now;
  const due: Wanted[] = [];
  const later: Instant[] = [];
  for (const it of open) {
    const release =
      it.dueAt > now
        ? it.dueAt
        : Math.max(muteEnd(it, mutedUntil, now), quietEnd(it, quiet?.end ?? now));
    if (release > now) later.push(release);
    else due.push(it);
  }
  // What is held must not only wait for its release: it may become needless or useless before.
  const ends = open.map((it) => it.usefulUntil).filter((at) => at > now);
  const next = Math.min(...later, ...(due.length > 0 ? ends : []));
  return { due, nextAt: Number.isFinite(next) ? next : null };
}

function muteEnd(it: Wanted, mutedUntil: Instant, now: Instant): Instant {
  return it.kind === 'attention' ? now : mutedUntil;
}

/** Quiet hours hold what can wait, unless what it speaks of begins before their end. */
function quietEnd(it: Wanted, end: Instant): Instant {
  switch (it.kind) {
    case 'handoff':
      return end;
    case 'gap':
    case 'changed':
      return it.speaksOf < end ? Number.NEGATIVE_INFINITY : end;
    case 'ahead':
    case 'starts':
    case 'running':
    case 'ends':
    case 'attention':
      return Number.NEGATIVE_INFINITY;
  }
}

function isTold(it: Wanted, record: NoticeRecord, now: Instant): boolean {
  if (record.told[it.id] !== undefined) return true;
  const { toldBefore } = record;
  if (toldBefore !== null && it.dueAt <= toldBefore && countsOnceDue(it.kind)) return true;
  switch (it.kind) {
    case 'ahead':
      return laterLeadTold(it.id, record);
    case 'starts':
    case 'running':
      return startToldWithin(it, record, now);
    default:
      return false;
  }
}

function countsOnceDue(kind: NoticeKind): boolean {
  return kind !== 'attention' && kind !== 'changed';
}

/** A lead added behind one that was told says nothing new. */
function laterLeadTold(id: string, record: NoticeRecord): boolean {
  const { prefix, number } = split(id);
  return numbersTold(record, prefix).some((lead) => lead < number);
}

/** A shift whose beginning moved while it runs has been told of already. */
function startToldWithin(it: Wanted, record: NoticeRecord, now: Instant): boolean {
  const starts = numbersTold(record, split(it.id).prefix);
  return starts.some((start) => start >= it.speaksOf && start <= now);
}

const indexes = new WeakMap<NoticeRecord['told'], Map<string, number[]>>();

/** The numbers that end the told identities with a prefix; indexed once per record. */
function numbersTold({ told }: NoticeRecord, wanted: string): readonly number[] {
  const known = indexes.get(told);
  const index = known ?? new Map<string, number[]>();
  if (known === undefined) {
    for (const id of Object.keys(told)) {
      const { prefix, number } = split(id);
      const numbers = index.get(prefix);
      if (numbers === undefined) index.set(prefix, [number]);
      else numbers.push(number);
    }
    indexes.set(told, index);
  }
  return index.get(wanted) ?? [];
}

/** An identity as what stands before its last colon, and the number behind it. */
function split(id: string): { readonly prefix: string; readonly number: number } {
  const cut = id.lastIndexOf(':') + 1;
  return { prefix: id.slice(0, cut), number: Number(id.slice(cut)) };
}
