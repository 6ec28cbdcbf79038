import { session, type Session } from 'electron';

/** `fetch` as Electron's network stack gives it: the system's proxy and certificates. */
export type Fetch = (input: Request, init?: RequestInit) => Promise<Response>;

export interface Network {
  readonly fetchRead: Fetch;
  /** A fetch whose next request opens a connection of its own. */
  readonly openWriteFetch: () => Promise<Fetch>;
}

/**
 * Reads and writes by separate sessions, both in memory and apart from the pages' one. Chromium
 * repeats any request, a POST too, when a kept-alive connection breaks before the reply: so every
 * connection of the write session is closed before each write.
 */
export function openNetwork(): Network {
  const reads = session.fromPartition('pinghome-reads', { cache: false });
  const writes = session.fromPartition('pinghome-writes', { cache: false });
  return {
    fetchRead: fetchOf(reads),
    async openWriteFetch() {
      await writes.closeAllConnections();
      return fetchOf(writes);
    },
  };
}

function fetchOf(of: Session): Fetch {
  // Electron's session takes its own Request type; the values are the same web ones.
  return (input, init) => of.fetch(input, { ...init, credentials: 'omit' });
}
