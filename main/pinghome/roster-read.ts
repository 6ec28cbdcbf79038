import { isObject, type JsonObject } from './json.ts';
import { tellsOfMore } from './unwrap.ts';

/** The rows of a roster reply, and what keeps them from being all there are. */
export interface Listed<T> {
  readonly rows: readonly T[];
  /** Rows that were not understood. */
  readonly skipped: number;
  readonly morePages: boolean;
}

export interface TeamRow {
  readonly id: string;
  readonly name: string | null;
}

export interface MemberRow {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

export interface SignedIn {
  readonly token: string;
  readonly customerId: string | null;
}

/** Teams of a roster reply; null when it is not understood. */
export function readTeams(value: unknown): Listed<TeamRow> | null {
  return readRows(value, ['teams', 'team'], (row) => {
    const id = text(row, ['team_id', 'teamId', 'id']);
    return id === null ? null : { id, name: text(row, ['name', 'team_name', 'teamName']) };
  });
}

/** Members of a team's roster reply; null when it is not understood. */
export function readMembers(value: unknown): Listed<MemberRow> | null {
  return readRows(value, ['members', 'team_members', 'teamMembers'], readMember);
}

function readMember(row: JsonObject): MemberRow | null {
  const id = text(row, [
    'customer_id',
    'customerId',
    'team_member_id',
    'teamMemberId',
    'member_id',
    'memberId',
    'id',
  ]);
  if (id === null) return null;
  const whole = text(row, ['name', 'full_name', 'fullName']);
  const surname = text(row, ['surname', 'last_name', 'lastName']);
  const first = whole ?? text(row, ['first_name', 'firstName']);
  const name = [first, surname].filter((part) => part !== null).join(' ');
  return { id, name: name === '' ? null : name, email: text(row, ['email']) };
}

/** The person the token belongs to; null when the reply is not understood. */
export function readProfile(value: unknown): MemberRow | null {
  if (!isObject(value)) return null;
  for (const place of [
    value['customer'],
    value['data'],
    value['profile'],
    value['account'],
    value,
  ]) {
    if (!isObject(place)) continue;
    const found = isObject(place['customer']) ? readMember(place['customer']) : readMember(place);
    if (found !== null) return found;
  }
  return null;
}

const tokenNames = [
  'access_token',
  'accessToken',
  'token',
  'auth_token',
  'authToken',
  'bearer_token',
  'bearerToken',
  'jwt',
  'id_token',
  'idToken',
];
const tokenPlaces = [
  'tokens',
  'authentication',
  'auth',
  'session',
  'credentials',
  'data',
  'result',
];

/** The token of a sign-in reply, looked for under every likely name; null when there is none. */
export function readSignIn(value: unknown): SignedIn | null {
  const token = findToken(value, 0);
  if (token === null) return null;
  return { token, customerId: readProfile(value)?.id ?? null };
}

function findToken(value: unknown, depth: number): string | null {
  if (!isObject(value) || depth > 3) return null;
  const here = text(value, tokenNames);
  if (here !== null) return here;
  for (const name of [...tokenNames, ...tokenPlaces]) {
    const found = findToken(value[name], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

const wrappers = ['data', 'items', 'results'];

function readRows<T>(
  value: unknown,
  names: readonly string[],
  read: (row: JsonObject) => T | null,
): Listed<T> | null {
  const found = listOf(value, [...names, ...wrappers], 0);
  if (found === null) return null;
  const { list, morePages } = found;
  const rows = list.map((row) => (isObject(row) ? read(row) : null)).filter((row) => row !== null);
  if (rows.length === 0 && list.length > 0) return null;
  return { rows, skipped: list.length - rows.length, morePages };
}

function listOf(
  value: unknown,
  names: readonly string[],
  depth: number,
): { readonly list: readonly unknown[]; readonly morePages: boolean } | null {
  if (Array.isArray(value)) return { list: value as unknown[], morePages: false };
  if (!isObject(value) || depth > 1) return null;
  const name = names.find((key) => Object.hasOwn(value, key));
  if (name === undefined) return null;
  const found = listOf(value[name] ?? [], names, depth + 1);
  if (found === null) return null;
  return { ...found, morePages: found.morePages || tellsOfMore(value, found.list.length) };
}

function text(row: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}
