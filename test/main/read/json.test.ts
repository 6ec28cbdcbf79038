import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOneGo } from '../../../core/schedule/steps.ts';
import { duplicateMark, parseJson } from '../../../main/pinghome/json.ts';

const read = (text: string) => inOneGo(parseJson(text));

/** A JSON text as it may be written, and what is to be read from it. */
interface Written {
  readonly text: string;
  readonly value: unknown;
}

const blank = fc.constantFrom('', ' ', '\n', '\t \r\n');
// No backslash as a name: after one, this engine's JSON.parse takes every escaped letter for it.
const nameOf = fc.constantFrom('a', 'b', 'id', '__proto__', '":', '"', 'é', '');

/** A name with some of its letters escaped: the same name for all that. */
const nameText = fc.tuple(nameOf, fc.boolean()).map(([name, escaped]) => {
  const all = [...name].map((it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { name, text: escaped ? `"${all.join('')}"` : JSON.stringify(name) };
});

const plain = fc
  .oneof(
    fc.constantFrom(null, true, 0, -1.5, '', '":', '{"a":1,"a":2}', '\\": ', 'text'),
    fc.string(),
  )
  .map((value): Written => ({ text: JSON.stringify(value), value }));

const { tree } = fc.letrec<{ tree: Written }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    plain,
    fc.tuple(fc.array(tie('tree'), { maxLength: 4 }), blank).map(([items, gap]): Written => ({
      text: `[${gap}${items.map(({ text }) => text).join(`${gap},`)}${gap}]`,
      value: items.map(({ value }) => value),
    })),
    fc
      .tuple(fc.array(fc.tuple(nameText, tie('tree')), { maxLength: 4 }), blank)
      .map(([fields, gap]): Written => {
        const names = fields.map(([{ name }]) => name);
        const mark = new Set(names).size < names.length ? [[duplicateMark, true]] : [];
        const parts = fields.map(([name, { text }]) => `${gap}${name.text}${gap}:${gap}${text}`);
        return {
          text: `{${parts.join(`${gap},`)}${gap}}`,
          value: Object.fromEntries([
            ...fields.map(([{ name }, { value }]) => [name, value]),
            ...mark,
          ]) as unknown,
        };
      }),
  ),
}));

test('every object that names a key twice is marked, however it is written, and no other', () => {
  fc.assert(
    fc.property(tree, ({ text, value }) => {
      expect(read(text)).toEqual(value);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['far below', `${'['.repeat(40)}{"a":1,"a":2}${']'.repeat(40)}`],
  ['far below in an object', `${'{"x":'.repeat(40)}{"a":1,"a":2}${'}'.repeat(40)}`],
  ['beside numbers', '[1, {"a":1,"a":2}]'],
  ['beside a value with keys of its own that goes', '{"a":{"b":1,"c":2},"a":3}'],
  ['beside a text that looks like a key', '[{"a":1,"a":2},{"a":"\\":"}]'],
])('a key named twice is seen %s', (_, text) => {
  expect(JSON.stringify(read(text))).toContain(JSON.stringify(duplicateMark));
});

test('what is no JSON is refused', () => {
  expect(() => read('{"a":1,}')).toThrow(SyntaxError);
});
