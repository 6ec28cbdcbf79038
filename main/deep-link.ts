import type { ViewRequest } from '../core/contract/ipc.ts';
import { parseInstant } from '../core/time/iso.ts';

const longest = 2_048;

/** Reads `watchbill://team/<id>?at=<instant>`; null for anything else, since anyone may send one. */
export function viewOfLink(text: string): ViewRequest | null {
  if (text.length > longest) return null;
  const url = parsed(text);
  if (url === null || url.protocol !== 'watchbill:') return null;
  if (url.hostname === 'schedule') {
    return { screen: 'schedule', workspaceId: null, teamId: null, at: null };
  }
  if (url.hostname !== 'team') return null;
  const teamId = decoded(url.pathname.slice(1));
  if (teamId === null || teamId === '' || teamId.includes('/')) return null;
  const at = url.searchParams.get('at');
  const instant = at === null ? null : parseInstant(at);
  if (at !== null && instant === null) return null;
  return { screen: 'schedule', workspaceId: null, teamId, at: instant };
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
