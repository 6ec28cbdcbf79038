import { createHash } from 'node:crypto';
import type { EndpointName } from '../core/contract/pinghome.ts';
import type { FieldError } from '../core/contract/failure.ts';
import { isUuid } from '../core/schedule/field-checks.ts';
import type { Interpretation } from '../core/schedule/model.ts';
import type { Access, Caller } from './access.ts';
import { versionOf, type Repo, type StoredEntry } from './db/repo.ts';
import { readEntryRequest, readKey, type EntryRequest } from './entry-request.ts';
import type { JsonBody } from './json-body.ts';
import { accepted, fieldError, refused, unprocessable, type Reply } from './replies.ts';

/** What the endpoints work with. `now` is asked once per write. */
export interface Surroundings {
  readonly repo: Repo;
  readonly access: Access;
  readonly interpretation: Interpretation;
  readonly now: () => number;
}

/** One request, its path, query and body taken apart. */
export interface Call {
  /** The id in the path; empty where the path has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: JsonBody;
  readonly ifMatch: string | undefined;
  /** Null only where the endpoint needs no token. */
  readonly caller: Caller | null;
}

/** What each endpoint of the contract does; a missing one does not compile. */
export const operations: Readonly<
  Record<EndpointName, (call: Call, around: Surroundings) => Promise<Reply>>
> = {
  readSchedule,
  createEntry,
  updateEntry,
  deleteEntry,
  listTeams,
  listMembers,
  readProfile,
  signIn,
  signOut,
};

const unknownTeam = refused(404, 'There is no team of this id');
const unknownEntry = refused(404, 'There is no entry of this team_member_id and created_at');

async function readSchedule({ id }: Call, { repo }: Surroundings): Promise<Reply> {
  if (!isUuid(id)) return unprocessable([fieldError('id', 'invalid_uuid')]);
  const scope = await repo.scopeOf(id.toLowerCase());
  if (scope === null) return refused(404, 'There is no customer of this id');
  return { status: 200, body: (await repo.entries(scope)).map(asRow) };
}

async function createEntry(call: Call, around: Surroundings): Promise<Reply> {
  const request = readEntryRequest(call.body, 'create', around.interpretation);
  const refusal = await refusalOf(call.id, request, around.repo);
  if (refusal !== null) return refusal;
  const { fields, memberId } = request;
  const teamId = call.id.toLowerCase();
  const version = versionOf(fields);
  // The key must be unique per member, and two creates may share a millisecond.
  for (let at = around.now(); ; at += 1) {
    const createdAt = new Date(at).toISOString();
    if (await around.repo.insert({ teamId, memberId, createdAt, version, ...fields }))
      return accepted(201, 'The on-call schedule was created', request.warnings);
  }
}

async function updateEntry(call: Call, around: Surroundings): Promise<Reply> {
  const request = readEntryRequest(call.body, 'update', around.interpretation);
  const refusal = await refusalOf(call.id, request, around.repo);
  if (refusal !== null) return refusal;
  return change(call, request, around.repo, async (seen) =>
    (await around.repo.replace(seen, request.fields))
      ? accepted(200, 'The on-call schedule was updated', request.warnings)
      : null,
  );
}

async function deleteEntry(call: Call, { repo }: Surroundings): Promise<Reply> {
  const key = readKey(call.query);
  const errors = [...pathErrors(call.id), ...key.errors];
  if (errors.length > 0) return unprocessable(errors);
  if (!(await hasTeam(repo, call.id))) return unknownTeam;
  return change(call, key, repo, async (seen) =>
    (await repo.remove(seen)) ? accepted(200, 'The on-call schedule was deleted') : null,
  );
}

/** Repeats look and write until no one else wrote in between; `write` gives null when they did. */
async function change(
  call: Call,
  key: { readonly memberId: string; readonly createdAt: string },
  repo: Repo,
  write: (seen: StoredEntry) => Promise<Reply | null>,
): Promise<Reply> {
  for (;;) {
    const seen = await repo.entry(call.id.toLowerCase(), key.memberId, key.createdAt);
    if (seen === null) return unknownEntry;
    if (!isWanted(call.ifMatch, tagOf(seen)) && !(await isOfReply(call.ifMatch, seen, repo)))
      return refused(409, 'The entry was changed since it was read');
    const reply = await write(seen);
    if (reply !== null) return reply;
  }
}

async function listTeams(_call: Call, { repo }: Surroundings): Promise<Reply> {
  const teams = await repo.teams();
  const body = teams.map((team) => ({
    team_id: team.id,
    name: team.name,
    member_count: team.memberCount,
    created_at: team.createdAt,
  }));
  return { status: 200, body };
}

async function listMembers({ id }: Call, { repo }: Surroundings): Promise<Reply> {
  if (!isUuid(id)) return unprocessable([fieldError('id', 'invalid_uuid')]);
  if (!(await hasTeam(repo, id))) return unknownTeam;
  const members = await repo.members(id.toLowerCase());
  const body = members.map(({ id: customer_id, email, name, role }) => ({
    customer_id,
    email,
    name,
    role,
  }));
  return { status: 200, body };
}

async function readProfile({ caller }: Call, { repo }: Surroundings): Promise<Reply> {
  const organisation = await repo.organisation();
  if (organisation === null) return refused(404, 'The service holds no organisation yet');
  for (const team of await repo.teams()) {
    const members = await repo.members(team.id);
    const me = members.find((member) => member.email !== null && member.email === caller?.email);
    if (me !== undefined)
      return {
        status: 200,
        body: { customer: me, team: { id: team.id, name: team.name }, organisation },
      };
  }
  const customer = { ...organisation, email: caller?.email ?? null, role: 'root' };
  return { status: 200, body: { customer, team: null, organisation } };
}

async function signIn({ body }: Call, { access }: Surroundings): Promise<Reply> {
  if (!access.offersSignIn) return refused(404, 'This service has no accounts to sign in with');
  const fields = body.kind === 'object' ? body.fields : {};
  const { email, password } = fields;
  if (typeof email !== 'string' || typeof password !== 'string') {
    const missing = ['email', 'password'].filter((name) => typeof fields[name] !== 'string');
    return unprocessable(missing.map((name) => fieldError(name, 'required')));
  }
  const token = access.signIn(email, password);
  return token === null
    ? refused(401, 'E-mail or password is wrong')
    : { status: 200, body: { message: 'Signed in', token } };
}

async function signOut({ caller }: Call, { access }: Surroundings): Promise<Reply> {
  if (!access.offersSignIn) return refused(404, 'This service has no accounts to sign out of');
  if (caller !== null) access.signOut(caller);
  return { status: 204, body: null };
}

/** 422 for every wrong field, a stranger to a known team among them; 404 for a team nobody knows. */
async function refusalOf(id: string, request: EntryRequest, repo: Repo): Promise<Reply | null> {
  const errors = [...pathErrors(id), ...request.errors];
  if (!(await hasTeam(repo, id))) return errors.length > 0 ? unprocessable(errors) : unknownTeam;
  const isStranger = isUuid(request.memberId) && !(await mayBeNamed(id, request, repo));
  if (isStranger && request.kind === 'create')
    errors.push(fieldError('team_member_id', 'unknown_member'));
  if (errors.length > 0) return unprocessable(errors);
  return isStranger ? unknownEntry : null;
}

/** Members may be; and who left the team keeps their entries, which can still be corrected. */
async function mayBeNamed(id: string, request: EntryRequest, repo: Repo): Promise<boolean> {
  const { memberId, createdAt } = request;
  const members = await repo.members(id.toLowerCase());
  if (members.some((member) => member.id === memberId)) return true;
  return createdAt !== '' && (await repo.entry(id.toLowerCase(), memberId, createdAt)) !== null;
}

function pathErrors(id: string): readonly FieldError[] {
  return isUuid(id) ? [] : [fieldError('id', 'invalid_uuid')];
}

async function hasTeam(repo: Repo, id: string): Promise<boolean> {
  return (await repo.teams()).some((team) => team.id === id.toLowerCase());
}

/** `If-Match`: absent and `*` fit whatever is there, else one of the strong tags must be this one. */
function isWanted(ifMatch: string | undefined, tag: string): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return ifMatch.split(',').some((one) => one.trim() === tag);
}

/** Whether `If-Match` is the tag of a whole schedule that still shows the entry as it is. */
async function isOfReply(
  ifMatch: string | undefined,
  { memberId }: StoredEntry,
  repo: Repo,
): Promise<boolean> {
  const organisation = await repo.organisation();
  for (const id of [memberId, ...(organisation === null ? [] : [organisation.id])]) {
    const scope = await repo.scopeOf(id);
    if (scope === null) continue;
    const rows = (await repo.entries(scope)).map(asRow);
    if (isWanted(ifMatch, tagOfText(JSON.stringify(rows)))) return true;
  }
  return false;
}

function tagOf(entry: StoredEntry): string {
  return `"${entry.version}"`;
}

/** The strong entity tag of a whole reply. */
export function tagOfText(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

function asRow(entry: StoredEntry): Record<string, unknown> {
  return {
    team_id: entry.teamId,
    team_member_id: entry.memberId,
    created_at: entry.createdAt,
    start_date: entry.startDate,
    end_date: entry.endDate,
    months_of_year: entry.monthsOfYear,
    weeks_of_month: entry.weeksOfMonth,
    week_days: entry.weekDays,
    start_time: entry.startTime,
    end_time: entry.endTime,
    etag: tagOf(entry),
  };
}
