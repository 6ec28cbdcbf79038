import * as v from 'valibot';
import { expect, test } from 'vitest';
import { calls } from '../../../core/contract/ipc.ts';

const parsed = (token: string) =>
  v.safeParse(calls['workspace.sign-in'].input, { workspaceId: 'w', token });

test.each([
  ['as it is', 'tkn.A-1'],
  ['with blanks around it', '  tkn.A-1\n'],
  ['out of a header', 'Authorization: Bearer tkn.A-1'],
  ['with its kind', 'bearer  tkn.A-1'],
  ['broken into lines', 'tkn\r\n  .A-1'],
])('a token is understood %s', (_, pasted) => {
  expect(parsed(pasted)).toMatchObject({ success: true, output: { token: 'tkn.A-1' } });
});

test.each(['', '   ', 'x'.repeat(16_385)])('a text without a token is none', (pasted) => {
  expect(parsed(pasted).success).toBe(false);
});

test('a token that is called bearer stays one', () => {
  expect(parsed('Bearer')).toMatchObject({ output: { token: 'Bearer' } });
});
