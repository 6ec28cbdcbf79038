import type { CachedAccount } from '../../main/cache.ts';
import { createCache } from '../../main/cache.ts';
import { emptyRoster } from '../../main/roster.ts';
import { readRow } from './fake-client.ts';
import { unread } from './watched.ts';

// A process of its own that saves one state after the other, to be killed at any instant of it.
const [, , folder = ''] = process.argv;
const cache = createCache(folder);
const state = (at: number): CachedAccount => {
  const entries = Array.from({ length: 2_000 }, (_, row) =>
    readRow(`${String(at)}-${String(row)}`, { id: String(row) }),
  );
  const workspace = unread({ name: String(at), entries });
  return { workspace, roster: emptyRoster, lists: new Map([['c1', entries]]) };
};
for (let at = 0; ; at++) {
  await cache.write(state(at));
  process.stdout.write('.');
}
