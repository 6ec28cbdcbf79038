import { expect, test } from 'vitest';
import { viewOfLink } from '../../../main/deep-link.ts';

test('a link names a team and an instant', () => {
  expect(viewOfLink('watchbill://team/platform?at=2026-11-24T09:00:00Z')).toEqual({
    screen: 'schedule',
    workspaceId: null,
    teamId: 'platform',
    at: Date.UTC(2026, 10, 24, 9),
  });
  expect(viewOfLink('watchbill://team/a%20b')?.teamId).toBe('a b');
});

test.each([
  'https://team/platform',
  'watchbill://settings/token',
  'watchbill://team/',
  'watchbill://team/a%2Fb',
  'watchbill://team/%E0%A4%A',
  'watchbill://team/a?at=tomorrow',
  'watchbill://team/a?at=2026-11-24',
  'watchbill:',
  'not a link',
  `watchbill://team/${'a'.repeat(3_000)}`,
])('anything else is nothing: %s', (text) => {
  expect(viewOfLink(text)).toBeNull();
});
