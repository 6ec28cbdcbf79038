import { done, failed, type Outcome } from '../../core/contract/failure.ts';
import type { EndpointName, EntryBody, KeyedEntryBody } from '../../core/contract/pinghome.ts';
import type { Entry, EntryKey } from '../../core/schedule/model.ts';
import { inSlices } from '../slices.ts';
import { bodyOf, get, type Got } from './get.ts';
import { planCall, withoutSecret } from './plan.ts';
import { defaultLimits, type ClientLimits, type ClientParts } from './ports.ts';
import { put, type WriteAnswer } from './put.ts';
import { readInSteps } from './read.ts';
import * as roster from './roster-read.ts';
import { send } from './request.ts';
import { failureOfAnswer } from './failures.ts';
import type { KnownIds } from './unwrap.ts';

/** A customer's schedule, or the news that it is still what it was. */
export type ScheduleReply =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'entries';
      readonly entries: readonly Entry[];
      readonly skipped: number;
      readonly morePages: boolean;
      readonly etag: string | null;
      readonly digest: string;
    };

export interface ReadHints {
  readonly etag?: string | null | undefined;
  /** Of the reply last understood: the same bytes need not be read again. */
  readonly digest?: string | null | undefined;
  readonly known?: KnownIds | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WriteHints {
  readonly ifMatch?: string | null | undefined;
}

export type { WriteAnswer } from './put.ts';
export type { ClientParts } from './ports.ts';

/** Speaks to one PingHome account. Reads are retried; a write goes out exactly once. */
export interface Client {
  readSchedule(customerId: string, hints?: ReadHints): Promise<Outcome<ScheduleReply>>;
  createEntry(teamId: string, body: EntryBody): Promise<WriteAnswer>;
  updateEntry(teamId: string, body: KeyedEntryBody, hints?: WriteHints): Promise<WriteAnswer>;
  deleteEntry(teamId: string, key: EntryKey, hints?: WriteHints): Promise<WriteAnswer>;
  listTeams(signal?: AbortSignal): Promise<Outcome<roster.Listed<roster.TeamRow>>>;
  listMembers(
    teamId: string,
    signal?: AbortSignal,
  ): Promise<Outcome<roster.Listed<roster.MemberRow>>>;
  readProfile(signal?: AbortSignal): Promise<Outcome<roster.MemberRow>>;
  signIn(email: string, password: string): Promise<Outcome<roster.SignedIn>>;
  signOut(): Promise<Outcome<null>>;
}

const nobody: KnownIds = { teamIds: new Set(), memberIds: new Set() };

export function createClient(parts: ClientParts): Client {
  const limits: ClientLimits = { ...defaultLimits, ...parts.limits };

  async function write(
    name: EndpointName,
    teamId: string,
    json: unknown,
    ifMatch: string | null | undefined,
    query = '',
  ): Promise<WriteAnswer> {
    const plan = await planCall(parts, name, teamId, query);
    if (!plan.ok) return { kind: 'refused', failure: plan.failure };
    const headers = { ...plan.value.headers, ...(ifMatch ? { 'if-match': ifMatch } : {}) };
    return put(parts, limits, { ...plan.value, headers, ...(json === null ? {} : { json }) });
  }

  async function readList<T>(
    name: EndpointName,
    id: string | undefined,
    signal: AbortSignal | undefined,
    read: (value: unknown) => roster.Listed<T> | null,
  ): Promise<Outcome<roster.Listed<T>>> {
    const plan = await planCall(parts, name, id);
    if (!plan.ok) return plan;
    const got = await get(parts, limits, { ...plan.value, signal });
    if (!got.ok) return got;
    const listed = understood(got.value.text, read);
    if (!listed.ok || !isPaged(got.value)) return listed;
    return done({ ...listed.value, morePages: true });
  }

  return {
    async readSchedule(customerId, hints = {}) {
      const plan = await planCall(parts, 'readSchedule', customerId);
      if (!plan.ok) return plan;
      const { etag, signal } = hints;
      const headers = { ...plan.value.headers, ...(etag ? { 'if-none-match': etag } : {}) };
      const got = await get(parts, limits, { ...plan.value, headers, signal });
      if (!got.ok) return got;
      const { status, text, digest } = got.value;
      if (status === 304) return etag ? done({ kind: 'unchanged' }) : unreadable('304 unasked');
      const seen = { etag: got.value.headers.get('etag'), digest };
      const paged = isPaged(got.value);
      if (status === 204) {
        return done({ kind: 'entries', entries: [], skipped: 0, morePages: paged, ...seen });
      }
      if (digest !== '' && digest === hints.digest) return done({ kind: 'unchanged' });
      const reply = await inSlices(readInSteps(text, hints.known ?? nobody), parts);
      if (reply.kind === 'unreadable') return unreadable(reply.detail);
      const { entries, skipped, morePages } = reply;
      return done({ kind: 'entries', entries, skipped, morePages: morePages || paged, ...seen });
    },

    createEntry: (teamId, body) => write('createEntry', teamId, body, null),
    updateEntry: (teamId, body, hints) => write('updateEntry', teamId, body, hints?.ifMatch),
    deleteEntry(teamId, key, hints) {
      const member = encodeURIComponent(key.memberId);
      const query = `?team_member_id=${member}&created_at=${encodeURIComponent(key.createdAt)}`;
      return write('deleteEntry', teamId, null, hints?.ifMatch, query);
    },

    listTeams: (signal) => readList('listTeams', undefined, signal, roster.readTeams),
    listMembers: (teamId, signal) => readList('listMembers', teamId, signal, roster.readMembers),
    async readProfile(signal) {
      const plan = await planCall(parts, 'readProfile');
      if (!plan.ok) return plan;
      const got = await get(parts, limits, { ...plan.value, signal });
      return got.ok ? understood(got.value.text, roster.readProfile) : got;
    },

    async signIn(email, password) {
      const plan = await planCall(parts, 'signIn');
      if (!plan.ok) return plan;
      const json = { email, password };
      const ask = async () =>
        send(await parts.openWriteFetch(), { ...plan.value, json, headersMs: limits.writeMs });
      const sent = await (parts.writeSlots?.run(ask) ?? ask());
      if (sent.kind === 'broken') return failed(withoutSecret(sent.failure, password));
      const { response } = sent;
      const body = await bodyOf(response, { bytes: 1_048_576, ms: limits.bodyMs });
      if (response.ok) return body.ok ? understood(body.value.text, roster.readSignIn) : body;
      const { status, headers } = response;
      const answer = { status, headers, text: body.ok ? body.value.text : '' };
      return failed(withoutSecret(failureOfAnswer(answer, parts.now()), password));
    },

    async signOut() {
      const plan = await planCall(parts, 'signOut');
      if (!plan.ok) return plan;
      const answer = await put(parts, limits, plan.value);
      return answer.kind === 'accepted' ? done(null) : failed(answer.failure);
    },
  };
}

const isPaged = ({ headers }: Got) => /rel="?next\b/i.test(headers.get('link') ?? '');
const unreadable = (detail: string) => failed({ kind: 'unreadable', detail });

function understood<T>(text: string, read: (value: unknown) => T | null): Outcome<T> {
  try {
    const value = read(JSON.parse(text));
    return value === null ? unreadable('JSON of an unknown shape') : done(value);
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable('not valid JSON');
    throw error;
  }
}
