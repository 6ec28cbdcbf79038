/** An entry as PingHome sends it: on call exactly from one instant to another. */
export function dutyRow(
  team: string,
  member: string,
  from: number | string,
  until: number | string,
) {
  const iso = (instant: number | string) => new Date(instant).toISOString();
  return {
    team_id: team,
    team_member_id: member,
    created_at: iso(from),
    months_of_year: [],
    weeks_of_month: [],
    week_days: [],
    start_time: '00:00:00',
    end_time: '23:59:59',
    start_date: iso(from),
    end_date: iso(until),
  };
}
