import type { Baseline, NoticeRecord } from '../../contract/notices.ts';
import type { Failure } from '../../contract/failure.ts';
import type { WorkspaceState } from '../../contract/snapshot.ts';
import type { Instant } from '../../time/instant.ts';
import { causesOf } from './attention.ts';
import { baselineOf, customersOf, ownWritesOf, sameDuties, withOwnWrites } from './baseline.ts';
import { changesOfMine, needless } from './changed.ts';
import type { Scene, SceneWorkspace } from './mine.ts';
import { countAsTold, pruned } from './record.ts';
import { sceneWorkspaces } from './scene.ts';

/**
 * The record after a look at the world: what the person's rules are compared with, this app's own
 * writes, which causes have passed, how long PingHome was unreadable. The same object when
 * nothing is to be remembered. `awakeMs` is a clock that stands still while the machine sleeps.
 */
export function observe(scene: Scene, awakeMs: number): NoticeRecord {
  const { snapshot, now } = scene;
  let record = pruned(scene.record, now);
  record = withCauses(record, { ...scene, record });
  record = withUnreadable(record, snapshot.workspaces, awakeMs);
  for (const workspace of snapshot.workspaces) record = withOwn(record, workspace, now);
  for (const each of sceneWorkspaces({ ...scene, record }))
    record = withBaseline(record, { ...each, record });
  return record;
}

function withOwn(record: NoticeRecord, workspace: WorkspaceState, now: Instant): NoticeRecord {
  const fresh = ownWritesOf(workspace, now);
  if (fresh.length === 0) return record;
  const name = (write: NoticeRecord['own'][number]) =>
    JSON.stringify([write.workspaceId, write.createdAt, write.rule]);
  const names = new Set(fresh.map(name));
  return { ...record, own: [...record.own.filter((write) => !names.has(name(write))), ...fresh] };
}

function withBaseline(record: NoticeRecord, scene: SceneWorkspace): NoticeRecord {
  const { workspace } = scene.watched;
  const { me } = workspace;
  const known = record.baselines[workspace.id];
  if (me === null) return known === undefined ? record : withoutBaseline(record, workspace.id);
  if (known === undefined || known.me !== me)
    return scene.trusted ? keep(record, workspace.id, baselineOf(workspace, me)) : record;
  if (known.customers !== customersOf(workspace)) {
    // Chosen in this app: what the next read brings is no news.
    const awaitingAfter = workspace.read.goodAt ?? scene.now;
    return keep(record, workspace.id, {
      ...known,
      customers: customersOf(workspace),
      awaitingAfter,
    });
  }
  if (!scene.trusted) return record;
  if (known.awaitingAfter !== null) {
    const isNew = (workspace.read.goodAt ?? 0) > known.awaitingAfter;
    return isNew ? keep(record, workspace.id, baselineOf(workspace, me)) : record;
  }
  return compared(record, scene, known);
}

/** Takes over what this app wrote, and what changes nothing within the next 30 days. */
function compared(record: NoticeRecord, scene: SceneWorkspace, known: Baseline): NoticeRecord {
  const { workspace } = scene.watched;
  const current = baselineOf(workspace, known.me);
  if (sameDuties(known, current)) return record;
  const own = record.own.filter((write) => write.workspaceId === workspace.id);
  const base = withOwnWrites(known, workspace, own);
  const all = changesOfMine(known, scene.watched, scene.now);
  const others = changesOfMine(base, scene.watched, scene.now);
  const told = new Set(others.flatMap((change) => needless(change, scene)));
  const silent = all.flatMap((change) => needless(change, scene)).filter((id) => !told.has(id));
  const next = others.length === 0 ? current : base;
  const kept = sameDuties(known, next) ? record : keep(record, workspace.id, next);
  return base === known ? kept : countAsTold(kept, silent, scene.now);
}

function keep(record: NoticeRecord, id: string, baseline: Baseline): NoticeRecord {
  return { ...record, baselines: { ...record.baselines, [id]: baseline } };
}

function withoutBaseline(record: NoticeRecord, id: string): NoticeRecord {
  const { [id]: gone, ...baselines } = record.baselines;
  return gone === undefined ? record : { ...record, baselines };
}

/** A cause that is no more has recovered: it may be told again, later. */
function withCauses(record: NoticeRecord, scene: Scene): NoticeRecord {
  const present = new Set(causesOf(scene).map((cause) => cause.id));
  const passed = Object.entries(record.causes).filter(
    ([id, cause]) => !cause.recovered && !present.has(id),
  );
  if (passed.length === 0) return record;
  const recovered = passed.map(([id, cause]) => [id, { ...cause, recovered: true }] as const);
  return { ...record, causes: { ...record.causes, ...Object.fromEntries(recovered) } };
}

function withUnreadable(
  record: NoticeRecord,
  workspaces: readonly WorkspaceState[],
  awakeMs: number,
): NoticeRecord {
  const failing = workspaces.filter(({ read }) => isUnreadable(read.failure));
  if (failing.length === 0 && Object.keys(record.unreadable).length === 0) return record;
  const unreadable = failing.map(({ id }) => {
    const before = record.unreadable[id];
    // The clock starts anew with each start of the app.
    const since = before === undefined || before.mark > awakeMs ? 0 : awakeMs - before.mark;
    return [id, { awakeMs: (before?.awakeMs ?? 0) + since, mark: awakeMs }] as const;
  });
  return { ...record, unreadable: Object.fromEntries(unreadable) };
}

/** Being offline is a badge, never a notice; being refused is a cause of its own. */
function isUnreadable(failure: Failure | null): boolean {
  switch (failure?.kind) {
    case 'unreadable':
    case 'server-error':
    case 'redirected':
    case 'too-large':
    case 'not-found':
    case 'forbidden':
    case 'rejected':
    case 'conflict':
    case 'not-allowed':
    case 'bug':
      return true;
    default:
      return false;
  }
}
