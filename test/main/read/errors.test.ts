import { describe, expect, test } from 'vitest';
import { failureText } from '../../../core/text/failure.ts';
import { failureOfAnswer, readErrorBody } from '../../../main/pinghome/failures.ts';

const bad = { field: 'week_days', path: '/week_days', code: '', message: 'must be a list' };
const said = 'must be a list';

describe('the words of a refusal are found', () => {
  test.each<[string, unknown, string]>([
    ['message', { message: 'no' }, 'no'],
    ['error', { error: 'no' }, 'no'],
    ['error as an object', { error: { message: 'no', code: 7 } }, 'no'],
    ['detail', { detail: 'no' }, 'no'],
    ['details', { details: 'no' }, 'no'],
    ['title', { type: 'about:blank', title: 'no' }, 'no'],
    ['a JSON text', 'no', 'no'],
    ['nothing we know', { reason: 'no' }, 'HTTP 422'],
    ['a list', ['no'], 'HTTP 422'],
    ['null', null, 'HTTP 422'],
  ])('in %s', (_, body, detail) => {
    expect(readErrorBody(JSON.stringify(body), 422)).toEqual({ detail, errors: [] });
  });

  test.each([
    ['plain text', 'no such thing', 'no such thing'],
    ['a web page', '<!doctype html><h1>Bad gateway</h1>', 'HTTP 502, a web page'],
    ['half of a JSON text', '{"message":"n', '{"message":"n'],
    ['nothing', '', 'HTTP 502'],
    ['blanks', ' \n', 'HTTP 502'],
    ['very long text', 'x'.repeat(5_000), `${'x'.repeat(299)}…`],
  ])('in %s', (_, text, detail) => {
    expect(readErrorBody(text, 502)).toEqual({ detail, errors: [] });
  });
});

describe('the fields that were refused are found', () => {
  test.each<[string, unknown, object]>([
    ['a list of objects', { errors: [{ field: 'week_days', message: said }] }, bad],
    [
      'their paths',
      { errors: [{ path: '/week_days/1', msg: said }] },
      { ...bad, path: '/week_days/1' },
    ],
    ['other names', { errors: [{ property: 'week_days', reason: said }] }, bad],
    ['a list of texts', { errors: [said] }, { ...bad, field: '', path: '' }],
    ['a map to texts', { errors: { week_days: said } }, bad],
    ['a map to lists', { errors: { week_days: [said] } }, bad],
    ['details', { message: 'x', details: [{ field: 'week_days', message: said }] }, bad],
    [
      'a place as a list',
      { detail: [{ loc: ['body', 'week_days', 1], msg: said }] },
      { ...bad, path: '/week_days/1' },
    ],
    ['an error around them', { error: { week_days: said } }, bad],
  ])('in %s', (_, body, error) => {
    expect(readErrorBody(JSON.stringify(body), 422).errors).toEqual([error]);
  });

  test('a hundred at most', () => {
    const errors = Array.from({ length: 500 }, (_, at) => `wrong ${String(at)}`);
    expect(readErrorBody(JSON.stringify({ errors }), 422).errors).toHaveLength(100);
  });
});

test.each([401, 403, 404, 408, 409, 412, 421, 422, 429, 500, 503])(
  '%i is told with its number, whatever the reply says',
  (status) => {
    for (const text of ['', '<html>', '{"message":"no"}', '{"errors":{"week_days":["no"]}}']) {
      const failure = failureOfAnswer({ status, headers: new Headers(), text }, 0);
      expect(failureText(failure, String).sentence).toContain(String(status));
    }
  },
);
