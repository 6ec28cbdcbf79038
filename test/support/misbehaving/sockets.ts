import type { Server } from 'node:http';

/** Listens on any free port of this machine; the address without path. */
export function listenOn(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) reject(new Error('No address'));
      else resolve(`http://127.0.0.1:${String(address.port)}`);
    });
  });
}

/** Ends every connection, also those that wait for an answer, and the server. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
