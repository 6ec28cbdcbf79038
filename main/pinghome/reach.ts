import { done, failed, type Outcome } from '../../core/contract/failure.ts';
import { send, type Fetch } from './request.ts';

const withinMs = 10_000;

/** Whether anything answers at an address, whatever it says; nothing secret is sent. */
export async function reach(port: Fetch, address: string): Promise<Outcome<null>> {
  const sent = await send(port, {
    prefix: address,
    path: '',
    method: 'GET',
    headers: { accept: 'application/json' },
    headersMs: withinMs,
  });
  if (sent.kind === 'broken') return failed(sent.failure);
  await sent.response.body?.cancel();
  return done(null);
}
