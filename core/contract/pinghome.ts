/**
 * The PingHome endpoints Watchbill speaks, once: the client sends by this table, the schedule
 * service routes by it and the contract tests walk it. Paths follow the base address, which
 * carries the version (`…/default/v1`).
 */
export type AddressKind = 'read' | 'write' | 'roster' | 'signIn';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly address: AddressKind;
  /** `{id}` is replaced by the URL-encoded id. */
  readonly path: string;
  readonly query: readonly string[];
  readonly body: 'entry' | 'entry-with-key' | 'credentials' | null;
  readonly success: number;
  readonly token: 'required' | 'none';
}

export const endpoints = {
  readSchedule: {
    method: 'GET',
    address: 'read',
    path: '/customer/{id}/schedule',
    query: [],
    body: null,
    success: 200,
    token: 'required',
  },
  createEntry: {
    method: 'POST',
    address: 'write',
    path: '/team/{id}/schedule',
    query: [],
    body: 'entry',
    success: 201,
    token: 'required',
  },
  updateEntry: {
    method: 'PUT',
    address: 'write',
    path: '/team/{id}/schedule',
    query: [],
    body: 'entry-with-key',
    success: 200,
    token: 'required',
  },
  deleteEntry: {
    method: 'DELETE',
    address: 'write',
    path: '/team/{id}/schedule',
    query: ['team_member_id', 'created_at'],
    body: null,
    success: 200,
    token: 'required',
  },
  listTeams: {
    method: 'GET',
    address: 'roster',
    path: '/teams',
    query: [],
    body: null,
    success: 200,
    token: 'required',
  },
  listMembers: {
    method: 'GET',
    address: 'roster',
    path: '/team/{id}/members',
    query: [],
    body: null,
    success: 200,
    token: 'required',
  },
  readProfile: {
    method: 'GET',
    address: 'roster',
    path: '/customer',
    query: [],
    body: null,
    success: 200,
    token: 'required',
  },
  signIn: {
    method: 'POST',
    address: 'signIn',
    path: '/auth',
    query: [],
    body: 'credentials',
    success: 200,
    token: 'none',
  },
  signOut: {
    method: 'DELETE',
    address: 'signIn',
    path: '/auth',
    query: [],
    body: null,
    success: 204,
    token: 'required',
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

/** An entry as the API writes it; every field is always sent. */
export interface EntryBody {
  readonly team_member_id: string;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly months_of_year: readonly number[];
  readonly weeks_of_month: readonly number[];
  readonly week_days: readonly number[];
  readonly start_time: string | null;
  readonly end_time: string | null;
}

/** The key of the entry to change, beside its new fields. */
export interface KeyedEntryBody extends EntryBody {
  readonly created_at: string;
}

/** Base addresses of the three public forms; sign-in is the same in all. */
export const addressPresets = {
  A: {
    read: 'https://incident-query.api.pinghome.io/default/v1',
    write: 'https://incident-cmd.api.pinghome.io/default/v1',
    roster: 'https://customer-query.api.pinghome.io/default/v1',
    signIn: 'https://auth.api.pinghome.io/v1',
  },
  B: {
    read: 'https://incident-query.api.pinghome.io/v1',
    write: 'https://incident-cmd.api.pinghome.io/v1',
    roster: 'https://customer-query.api.pinghome.io/v1',
    signIn: 'https://auth.api.pinghome.io/v1',
  },
  C: {
    read: 'https://api.pinghome.io/incident-query/v1',
    write: 'https://api.pinghome.io/incident-cmd/v1',
    roster: 'https://api.pinghome.io/customer-query/v1',
    signIn: 'https://auth.api.pinghome.io/v1',
  },
} as const;

/** The path of an endpoint with its id filled in, URL-encoded. */
export function pathOf(endpoint: Endpoint, id?: string): string {
  return endpoint.path.replace('{id}', encodeURIComponent(id ?? ''));
}
