import { expect, test } from 'vitest';
import { mostNames, readNames } from '../../../core/exchange/names.ts';

const namesOf = (text: string) => {
  const read = readNames(text);
  return read.kind === 'names' ? read.rows.map(({ id, name }) => [id, name]) : read;
};

test.each([
  ['{"a":"Ana","b":"Jonas"}'],
  ['[{"customer_id":"a","name":"Ana"},{"id":"b","full_name":"Jonas"}]'],
  ['a,Ana\nb,Jonas'],
  ['a\tAna\nb\tJonas'],
  ['id;name\r\na;Ana\r\n\r\nb;Jonas\r\n'],
  ['\ufeffname,role,member_id\nAna,x,a\n"Jonas",y,b'],
  ['\n a , Ana \nb,Jonas'],
])('the names in %j are read', (text) => {
  expect(namesOf(text)).toEqual([
    ['a', 'Ana'],
    ['b', 'Jonas'],
  ]);
});

test('a quoted name may hold the separator, quotes and a line end', () => {
  expect(namesOf('a,"Pires, ""Ana"""\nb,"Weber\nJonas"')).toEqual([
    ['a', 'Pires, "Ana"'],
    ['b', 'Weber\nJonas'],
  ]);
});

test('a row that gives no name is told with its reason, and the others stay', () => {
  const text = [
    'id,name',
    'a,Ana',
    ',Jonas',
    'c',
    'A,Ana again',
    `${'d'.repeat(513)},Long`,
    `e,${'E'.repeat(201)}`,
    'f,Noor',
  ].join('\n');
  expect(readNames(text)).toEqual({
    kind: 'names',
    rows: [
      { row: 2, id: 'a', name: 'Ana' },
      { row: 8, id: 'f', name: 'Noor' },
    ],
    problems: [
      { row: 3, reason: 'no-id' },
      { row: 4, reason: 'no-name' },
      { row: 5, reason: 'same-id-twice' },
      { row: 6, reason: 'id-too-long' },
      { row: 7, reason: 'name-too-long' },
    ],
  });
});

test.each([
  ['', 'empty', 1],
  [' \n ', 'empty', 1],
  ['{', 'no-names', 1],
  ['[{"id":"a"}]', 'no-names', 1],
  ['{"a":5}', 'no-names', 1],
  ['[]', 'no-names', 1],
  ['\n\nno names here', 'no-names', 3],
])('%j is not understood: %s, row %i', (text, reason, row) => {
  expect(readNames(text)).toEqual({ kind: 'unreadable', reason, row });
});

test('more names than a workspace may hold are refused, not cut', () => {
  const lines = Array.from({ length: mostNames + 1 }, (_, i) => `m-${i},Name ${i}`);
  expect(readNames(lines.slice(1).join('\n'))).toHaveProperty('kind', 'names');
  expect(readNames(lines.join('\n'))).toHaveProperty('reason', 'too-many');
});

test('a name like __proto__ is only a name', () => {
  expect(namesOf('{"__proto__":"x"}')).toEqual([['__proto__', 'x']]);
});
