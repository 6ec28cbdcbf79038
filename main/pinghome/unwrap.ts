import { hasKeyFields, hasRuleFields, memberOf, teamOfGroup } from './entry.ts';
import { isObject, type JsonObject } from './json.ts';

/** One row of a reply with the team of the group it stood in. */
export interface Row {
  readonly value: unknown;
  readonly teamId: string | null;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** Rows inside groups that are not understood. */
  readonly skipped: number;
  readonly morePages: boolean;
}

/** What a reader knows beforehand, to tell a map by team from a map by member. */
export interface KnownIds {
  readonly teamIds: ReadonlySet<string>;
  readonly memberIds: ReadonlySet<string>;
}

const wrappers = [
  'schedule',
  'schedules',
  'data',
  'items',
  'results',
  'customer_schedule',
  'customer_schedules',
  'customerSchedule',
  'customerSchedules',
];

/** The rows of a reply in any of its known shapes; null when the shape is none of them. */
export function unwrap(value: unknown, known: KnownIds, depth = 0): Rows | null {
  if (Array.isArray(value)) return ofList(value as unknown[], null);
  if (!isObject(value)) return null;
  if (hasRuleFields(value) && hasKeyFields(value)) return ofList([value], null);
  const present = wrappers.filter((name) => Object.hasOwn(value, name));
  if (present.length === 0) return ofTeams(value, known);
  if (tellsFailure(value)) return null;
  const inside = present.map((name) => value[name]).filter((held) => held !== null);
  if (inside.length === 0) return withPages(value, { rows: [], skipped: 0, morePages: false });
  const full = inside.filter((held) => !(Array.isArray(held) && held.length === 0));
  if (full.length > 1) return null;
  const held = full[0] ?? inside[0];
  const rows = Array.isArray(held)
    ? ofList(held as unknown[], teamOfGroup(value))
    : depth === 0
      ? unwrap(held, known, 1)
      : null;
  return rows === null ? null : withPages(value, rows);
}

function ofList(list: readonly unknown[], teamId: string | null): Rows {
  const rows: Row[] = [];
  let skipped = 0;
  for (const value of list) {
    const group = isObject(value) && !hasRuleFields(value) ? groupOf(value) : null;
    if (group === null) rows.push({ value, teamId });
    else if (group.teamId === null) skipped += Math.max(1, group.list.length);
    else for (const row of group.list) rows.push({ value: row, teamId: group.teamId });
  }
  return { rows, skipped, morePages: false };
}

function groupOf(value: JsonObject): { list: readonly unknown[]; teamId: string | null } | null {
  const name = wrappers.find((key) => Array.isArray(value[key]) || value[key] === null);
  if (name === undefined) return null;
  const held = value[name];
  const list: readonly unknown[] = Array.isArray(held) ? held : [];
  return { list, teamId: memberOf(value) === null ? teamOfGroup(value) : null };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A map from team ids to lists. A map by member looks the same, so the rows must tell. */
function ofTeams(map: JsonObject, known: KnownIds): Rows | null {
  const groups = Object.entries(map);
  const isId = (key: string) => uuid.test(key) || known.teamIds.has(key.toLowerCase());
  if (groups.length === 0) return null;
  if (!groups.every(([key, list]) => isId(key) && (Array.isArray(list) || list === null)))
    return null;
  const rows: Row[] = [];
  let skipped = 0;
  for (const [teamId, held] of groups) {
    const list: readonly unknown[] = Array.isArray(held) ? held : [];
    if (isTeam(teamId, list, known)) rows.push(...list.map((value) => ({ value, teamId })));
    else skipped += list.length;
  }
  return { rows, skipped, morePages: false };
}

function isTeam(key: string, list: readonly unknown[], known: KnownIds): boolean {
  const id = key.toLowerCase();
  if (known.teamIds.has(id)) return true;
  if (known.memberIds.has(id)) return false;
  return list.every((row) => {
    const member = memberOf(row)?.toLowerCase();
    return member !== undefined && member !== id;
  });
}

function tellsFailure(value: JsonObject): boolean {
  const told = value['error'] ?? value['errors'] ?? null;
  const empty = told === null || told === false || (Array.isArray(told) && told.length === 0);
  return value['success'] === false || !empty;
}

const nextNames = /^(?:next|next_?page(?:_?token)?|next_?cursor|has_?more|has_?next)$/i;
const totalNames = /^(?:total|total_?count|total_?items|count)$/i;

/** Any sign that the reply is one page of several. */
function withPages(value: JsonObject, rows: Rows): Rows {
  return tellsOfMore(value, rows.rows.length) ? { ...rows, morePages: true } : rows;
}

/** Whether a wrapper around so many rows speaks of more of them. */
export function tellsOfMore(value: JsonObject, rows: number): boolean {
  const places = [
    value,
    ...['meta', 'pagination', 'paging', 'links', '_links'].map((k) => value[k]),
  ];
  return places.some((place) => isObject(place) && showsMore(place, rows));
}

function showsMore(place: JsonObject, rows: number): boolean {
  const page = Number(place['page'] ?? Number.NaN);
  const pages = Number(place['total_pages'] ?? place['totalPages'] ?? place['pages'] ?? Number.NaN);
  if (page < pages) return true;
  return Object.entries(place).some(([name, value]) => {
    if (nextNames.test(name)) return value !== null && value !== false && value !== '';
    return totalNames.test(name) && typeof value === 'number' && value > rows;
  });
}
