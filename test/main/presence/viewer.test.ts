import { expect, test } from 'vitest';
import { localeFrom, zoneFrom } from '../../../main/viewer.ts';

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

test.each([
  ['what TZ names', 'Asia/Tokyo', '/usr/share/zoneinfo/Europe/Berlin', 'Asia/Tokyo'],
  ['TZ with a colon', ':Asia/Tokyo', null, 'Asia/Tokyo'],
  ['TZ as a file', ':/usr/share/zoneinfo/right/Asia/Tokyo', null, 'Asia/Tokyo'],
  ['the link', undefined, '/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
  ['the link, as the runtime spells it', undefined, '/usr/share/zoneinfo/Etc/UTC', 'UTC'],
  ['a link in macOS', '', '/var/db/timezone/zoneinfo/America/New_York', 'America/New_York'],
  [
    'a relative link',
    undefined,
    '../usr/share/zoneinfo/America/Argentina/Ushuaia',
    'America/Argentina/Ushuaia',
  ],
  ['the runtime, by a rule', 'CET-1CEST', '/usr/share/zoneinfo/Europe/Berlin', 'Europe/Lisbon'],
  ['the runtime, without a link', undefined, null, 'Europe/Lisbon'],
  ['the runtime, by a link to elsewhere', undefined, '/etc/zones/here', 'Europe/Lisbon'],
])('the zone is %s', (_, named, link, zone) => {
  expect(zoneFrom({ named, localtime: () => link, runtime: () => 'Europe/Lisbon' })).toBe(zone);
});

test('a system that moves to another zone is followed without a restart', () => {
  let link = '/usr/share/zoneinfo/Europe/Berlin';
  const sources = { named: undefined, localtime: () => link, runtime: () => 'Europe/Berlin' };
  expect(zoneFrom(sources)).toBe('Europe/Berlin');
  link = '/usr/share/zoneinfo/Asia/Tokyo';
  expect(zoneFrom(sources)).toBe('Asia/Tokyo');
});
