import { readEntryBody } from '../core/contract/entry-body.ts';
import type { FieldError } from '../core/contract/failure.ts';
import { isUuid } from '../core/schedule/field-checks.ts';
import type { Interpretation } from '../core/schedule/model.ts';
import type { EntryFields } from './db/repo.ts';
import { pointer, type JsonBody } from './json-body.ts';
import { fieldError } from './replies.ts';

/** An entry someone asks to write, and all that is wrong with the request. */
export interface EntryRequest {
  readonly kind: 'create' | 'update';
  readonly memberId: string;
  /** Empty on a create: there it is ours to give. */
  readonly createdAt: string;
  readonly fields: EntryFields;
  readonly errors: readonly FieldError[];
  readonly warnings: readonly FieldError[];
}

const known = new Set([
  'team_member_id',
  'start_date',
  'end_date',
  'months_of_year',
  'weeks_of_month',
  'week_days',
  'start_time',
  'end_time',
]);

/**
 * Reads the body of a create or an update. Texts are kept as they were written, so that a date comes
 * back with its own offset and fraction.
 */
export function readEntryRequest(
  body: JsonBody,
  kind: 'create' | 'update',
  interpretation: Interpretation,
): EntryRequest {
  const fields = body.kind === 'object' ? body.fields : {};
  const read = readEntryBody(fields, { interpretation, ids: 'uuid', emptyLists: 'means-all' });
  const at = (severity: 'error' | 'warning'): FieldError[] =>
    read.problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => fieldError(problem.field, problem.code, problem.path));
  return {
    kind,
    memberId: read.memberId.toLowerCase(),
    createdAt: textOf(fields['created_at']) ?? '',
    fields: {
      startDate: textOf(fields['start_date']),
      endDate: textOf(fields['end_date']),
      monthsOfYear: read.rule.monthsOfYear,
      weeksOfMonth: read.rule.weeksOfMonth,
      weekDays: read.rule.weekDays,
      startTime: read.rule.startTime,
      endTime: read.rule.endTime,
    },
    errors:
      body.kind === 'invalid'
        ? [{ ...fieldError('body', 'invalid_json', ''), message: `The body: ${body.reason}` }]
        : [...keyErrors(body, kind), ...at('error')],
    warnings: at('warning'),
  };
}

/** The key of a DELETE, from its query. */
export function readKey(query: URLSearchParams): {
  readonly memberId: string;
  readonly createdAt: string;
  readonly errors: readonly FieldError[];
} {
  const errors: FieldError[] = [];
  for (const name of ['team_member_id', 'created_at']) {
    const [first, ...more] = query.getAll(name);
    if (first === undefined || first === '') errors.push(fieldError(name, 'required'));
    else if (name === 'team_member_id' && !isUuid(first))
      errors.push(fieldError(name, 'invalid_uuid'));
    if (more.length > 0) errors.push(fieldError(name, 'duplicate_key'));
  }
  const memberId = (query.get('team_member_id') ?? '').toLowerCase();
  return { memberId, createdAt: query.get('created_at') ?? '', errors };
}

function keyErrors(
  body: Extract<JsonBody, { kind: 'object' }>,
  kind: 'create' | 'update',
): FieldError[] {
  const errors = body.duplicates.map((path) =>
    fieldError(path.split('/')[1] ?? '', 'duplicate_key', path),
  );
  for (const name of Object.keys(body.fields)) {
    if (known.has(name) || (name === 'created_at' && kind === 'update')) continue;
    const isOurs = name === 'created_at' || name === 'updated_at';
    errors.push(fieldError(name, isOurs ? 'read_only' : 'unknown_field', pointer(name)));
  }
  if (kind === 'update') {
    const createdAt = Object.hasOwn(body.fields, 'created_at') ? body.fields['created_at'] : null;
    if (createdAt === null || createdAt === '') errors.push(fieldError('created_at', 'required'));
    else if (typeof createdAt !== 'string') errors.push(fieldError('created_at', 'not_string'));
  }
  return errors;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
