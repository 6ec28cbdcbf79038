import type { FieldError } from '../core/contract/failure.ts';

/** What an endpoint answers; `body` null sends none. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const sentences: Readonly<Record<string, string>> = {
  required: 'is required',
  invalid_uuid: 'must be a UUID',
  not_array: 'must be a list',
  not_integer: 'must be a whole number',
  not_string: 'must be a text',
  out_of_range: 'is out of range',
  too_long: 'has too many values',
  duplicate: 'is given twice',
  invalid_time: 'must be a time of day as HH:mm:ss, at most 23:59:59',
  invalid_datetime: 'must be a date and time with offset, as 2024-05-28T00:00:00Z',
  required_together: 'is required where the other time is given',
  before_start: 'must be after start_date',
  never_active: 'leaves no date on which anyone would be on call',
  read_only: 'is set by the service',
  unknown_field: 'is not a known field',
  duplicate_key: 'is given more than once',
  unknown_member: 'is not a member of this team',
  invalid_json: 'is not a JSON object',
  too_large: 'is larger than 64 KiB',
};

/** One wrong field; `path` defaults to the field itself. */
export function fieldError(field: string, code: string, path = `/${field}`): FieldError {
  return { field, path, code, message: `${field} ${sentences[code] ?? 'is not accepted'}` };
}

/** Success with a message, and the warnings found. */
export function accepted(
  status: number,
  message: string,
  warnings: readonly FieldError[] = [],
): Reply {
  return { status, body: warnings.length === 0 ? { message } : { message, warnings } };
}

/** An error with its wrong fields, where fields are to blame. */
export function refused(
  status: number,
  message: string,
  errors: readonly FieldError[] = [],
): Reply {
  return { status, body: errors.length === 0 ? { message } : { message, errors } };
}

/** 422: every wrong field at once. */
export function unprocessable(errors: readonly FieldError[]): Reply {
  const names = [...new Set(errors.map((error) => error.field))];
  return refused(422, `Not accepted: ${names.join(', ')}`, errors);
}
