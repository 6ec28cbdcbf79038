import { secondMs, type Instant } from '../../time/instant.ts';
import type { Notice } from './notice.ts';
import type { Settlement } from './record.ts';
import type { Wanted } from './wanted.ts';

// Notices later than this were missed: asleep, muted, or first known too late. An app that is awake
// is late by no more than the ten seconds it waits for a read.
const lateMs = 15 * secondMs;
const mostLines = 5;

const order = [
  'starts',
  'running',
  'ahead',
  'changed',
  'gap',
  'handoff',
  'ends',
  'attention',
] as const;

/**
 * Notices from what is due: one per kind and instant, or a single catch-up where several are late.
 * Attention stays by itself. Quiet hours silence everything else.
 */
export function composed(due: readonly Wanted[], quiet: boolean, now: Instant): Notice[] {
  const groups = grouped(due);
  const alone = groups.filter((group) => group[0]?.kind === 'attention');
  const others = groups.filter((group) => group[0]?.kind !== 'attention');
  const missed = others.length > 1 && others.some((group) => isLate(group, now));
  const notices = missed ? [catchUp(others)] : others.flatMap(single);
  return [...notices.map((notice) => ({ ...notice, silent: quiet })), ...alone.flatMap(single)];
}

/** Groups in the order of their weight; of one shift's leads that are due together, the last. */
function grouped(due: readonly Wanted[]): Wanted[][] {
  const groups = new Map<string, Wanted[]>();
  const sorted = [...due].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.speaksOf - b.speaksOf,
  );
  for (const it of sorted) groups.set(it.group, [...(groups.get(it.group) ?? []), it]);
  return [...groups.values()];
}

function isLate(group: readonly Wanted[], now: Instant): boolean {
  return group.every((it) => it.dueAt < now - lateMs);
}

function single(group: readonly Wanted[]): Notice[] {
  const [first] = group;
  if (first === undefined) return [];
  const said = group.map((it) => it.words());
  const [title = '', ...titles] = new Set(said.map((it) => it.title));
  const lines = [...new Set(said.map((it) => it.line))];
  return [
    {
      id: first.id,
      kind: first.kind,
      title: titles.length === 0 ? title : (said[0]?.sharedTitle ?? title),
      body: lines.join('\n'),
      silent: false,
      tag: first.tag,
      target: first.target,
      dueAt: Math.max(...group.map((it) => it.dueAt)),
      usefulUntil: Math.min(...group.map((it) => it.usefulUntil)),
      settles: settledBy(group),
    },
  ];
}

function catchUp(groups: readonly (readonly Wanted[])[]): Notice {
  const [first, ...rest] = groups.flatMap(single);
  if (first === undefined) throw new Error('a catch-up of nothing');
  const lines = [first.body, ...rest.map((notice) => `${notice.title} · ${notice.body}`)];
  const more = lines.length - mostLines;
  const shown = more > 0 ? [...lines.slice(0, mostLines), `and ${more} more`] : lines;
  return {
    ...first,
    id: `catch-up:${first.id}`,
    kind: 'catch-up',
    usefulUntil: Math.min(first.usefulUntil, ...rest.map((notice) => notice.usefulUntil)),
    body: shown.join('\n'),
    settles: settledBy(groups.flat()),
  };
}

function settledBy(all: readonly Wanted[]): Settlement {
  return {
    told: all.flatMap((it) => [...(isRemembered(it) ? [it.id] : []), ...it.settles.told]),
    gaps: all.flatMap((it) => it.settles.gaps),
    causes: all.flatMap((it) => it.settles.causes),
    baselines: all.flatMap((it) => it.settles.baselines),
  };
}

/** Changes, gaps and causes are remembered by what they are, not by an identity. */
function isRemembered({ kind }: Wanted): boolean {
  return kind !== 'changed' && kind !== 'gap' && kind !== 'attention';
}
