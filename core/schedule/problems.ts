/** The fields of an entry, in the words of the API body, so that a reply's errors land on them. */
export type EntryField =
  | 'team_member_id'
  | 'months_of_year'
  | 'weeks_of_month'
  | 'week_days'
  | 'start_time'
  | 'end_time'
  | 'start_date'
  | 'end_date';

/** Every reason a value of a draft is refused. */
export type ProblemCode =
  | 'required'
  | 'invalid_uuid'
  | 'not_array'
  | 'not_integer'
  | 'not_string'
  | 'out_of_range'
  | 'too_long'
  | 'duplicate'
  | 'invalid_time'
  | 'invalid_datetime'
  | 'required_together'
  | 'before_start'
  | 'empty_list';

/** Something wrong with a draft, at a field; `warning` does not stop a save. */
export interface Problem {
  readonly field: EntryField;
  /** JSON-Pointer-like place within the body, `/week_days/1`. */
  readonly path: string;
  readonly code: ProblemCode | 'never_active' | 'during_leave';
  readonly severity: 'error' | 'warning';
}
