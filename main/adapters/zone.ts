import { readlinkSync } from 'node:fs';
import { zoneFrom } from '../viewer.ts';

/** The zone this machine is in right now, read anew: the runtime keeps the one it began with. */
export function systemZone(): string {
  return zoneFrom({
    named: process.env['TZ'],
    localtime: process.platform === 'win32' ? () => null : localtime,
    runtime,
  });
}

/** Where the system's own zone file points; null where it is a file, or not there. */
function localtime(): string | null {
  try {
    return readlinkSync('/etc/localtime');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function runtime(): string {
  // Taking a TZ away, also one that is not there, makes the runtime ask the system anew.
  if (process.platform === 'win32' && process.env['TZ'] === undefined) delete process.env['TZ'];
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
