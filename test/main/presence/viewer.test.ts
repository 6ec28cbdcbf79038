import { expect, test } from 'vitest';
import { localeFrom } from '../../../main/viewer.ts';

test.each([
  [{ LANG: 'de_DE.UTF-8' }, 'de-DE'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'en_GB.UTF-8' }, 'en-GB'],
  [{ LC_ALL: 'pt_BR', LC_TIME: 'en_GB' }, 'pt-BR'],
  [{ LANG: 'sr_RS@latin' }, 'sr-RS'],
  [{ LANG: 'C.UTF-8' }, 'en-GB'],
  [{ LANG: 'POSIX' }, 'en-GB'],
  [{ LANG: '' }, null],
  [{}, null],
  [{ LANG: '../../etc' }, null],
])('%j is read as %s', (env, locale) => {
  expect(localeFrom(env)).toBe(locale);
});
