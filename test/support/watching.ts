import { afterEach } from 'vitest';
import type { Client } from '../../main/pinghome/client.ts';
import type { FakeClient } from './fake-client.ts';
import { watchedBy, type Watched } from './watched.ts';

type Asked = FakeClient | ((workspaceId: string) => Client | null);

/** Watches as `watchedBy` does, one client or one for each workspace, and ends it after the test. */
export function watching(): (asked: Asked, options?: Parameters<typeof watchedBy>[1]) => Watched {
  const open: Watched[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((made) => made.end()));
  });
  return (asked, options) => {
    const made = watchedBy(typeof asked === 'function' ? asked : () => asked.client, options);
    open.push(made);
    return made;
  };
}
