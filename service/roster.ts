import * as v from 'valibot';
import { isUuid } from '../core/schedule/field-checks.ts';
import type { Database } from './db/tables.ts';

const id = v.pipe(v.string(), v.check(isUuid, 'an id must be a UUID'), v.toLowerCase());
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const member = v.strictObject({
  id,
  name,
  email: v.optional(v.nullable(v.pipe(v.string(), v.email())), null),
  role: v.optional(v.picklist(['root', 'manager', 'user']), 'user'),
});
const shape = v.strictObject({
  organisation: v.strictObject({ id, name }),
  teams: v.pipe(
    v.array(v.strictObject({ id, name, members: v.array(member) })),
    v.minLength(1, 'there must be a team'),
  ),
});

/** Who is who: the organisation, its teams and their members. A person may be in several teams. */
export type Roster = v.InferOutput<typeof shape>;

/** The text is no roster; the message says where and why. */
export class RosterUnreadable extends Error {
  override readonly name = 'RosterUnreadable';
}

/**
 * Reads a roster from JSON.
 * @throws RosterUnreadable naming the first thing that is wrong.
 */
export function parseRoster(text: string): Roster {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), shape), text);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new RosterUnreadable(place === null ? issue.message : `${place}: ${issue.message}`);
}

/**
 * Brings organisation, teams and memberships in line with a roster. Names and roles are updated, who
 * is left out loses their membership; people and entries are never deleted.
 * @throws RosterUnreadable when the database belongs to another organisation.
 */
export async function applyRoster(db: Database, roster: Roster, now: number): Promise<void> {
  const created_at = new Date(now).toISOString();
  const { organisation, teams } = roster;
  await db.transaction().execute(async (transaction) => {
    const others = transaction.selectFrom('organisations').select('name');
    const other = await others.where('id', '!=', organisation.id).executeTakeFirst();
    if (other !== undefined)
      throw new RosterUnreadable(`the database belongs to another organisation, ${other.name}`);
    await transaction
      .insertInto('organisations')
      .values({ ...organisation, created_at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: organisation.name }))
      .execute();
    for (const team of teams) await applyTeam(transaction, organisation.id, team, created_at);
  });
}

async function applyTeam(
  db: Database,
  organisation_id: string,
  { id: team_id, name: teamName, members }: Roster['teams'][number],
  created_at: string,
): Promise<void> {
  await db
    .insertInto('teams')
    .values({ id: team_id, name: teamName, organisation_id, created_at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: teamName }))
    .execute();
  await db.deleteFrom('memberships').where('team_id', '=', team_id).execute();
  for (const { id: member_id, name: memberName, email, role } of members) {
    await db
      .insertInto('members')
      .values({ id: member_id, name: memberName, email, organisation_id })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: memberName, email }))
      .execute();
    await db
      .insertInto('memberships')
      .values({ team_id, member_id, role })
      .onConflict((conflict) => conflict.columns(['team_id', 'member_id']).doUpdateSet({ role }))
      .execute();
  }
}
