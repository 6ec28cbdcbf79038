import { addressPresets } from '../core/contract/pinghome.ts';
import type { Addresses } from '../core/contract/snapshot.ts';

const pingHome = new Set(Object.values(addressPresets).flatMap(originsOf));

/**
 * Whether a token given for some addresses may be sent to others: only where no new host is among
 * them. All of PingHome's public hosts are one house.
 */
export function isSameHouse(from: Addresses, to: Addresses): boolean {
  const known = new Set(originsOf(from));
  const fromPingHome = [...known].some((origin) => pingHome.has(origin));
  return originsOf(to).every(
    (origin) => known.has(origin) || (fromPingHome && pingHome.has(origin)),
  );
}

function originsOf({ read, write, roster, signIn }: Addresses): string[] {
  return [read, write, roster, signIn]
    .filter((address) => address !== '')
    .map((address) => new URL(address).origin);
}
