import { isKnownZone } from '../core/contract/shapes.ts';

/**
 * The locale in which this user reads times, from the environment: LC_TIME speaks of just that.
 * Null where the environment does not say, as outside Linux.
 */
export function localeFrom(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = [env['LC_ALL'], env['LC_TIME'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  const tag = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@].*)?$/.exec(named ?? '');
  // The C locale speaks no language; its American form would be a guess nobody asked for.
  if (/^(C|POSIX)(\.|$)/.test(named ?? '')) return 'en-GB';
  if (tag === null) return null;
  return tag[2] === undefined ? (tag[1] ?? null) : `${tag[1] ?? ''}-${tag[2]}`;
}

/** Where a machine says which zone it is in. */
export interface ZoneSources {
  /** `TZ` in the environment. */
  readonly named: string | undefined;
  /** Where the link that stands for the system's zone points; null where there is none. */
  readonly localtime: () => string | null;
  /** What the runtime believes; it may have asked long ago. */
  readonly runtime: () => string;
}

/** The zone of a machine: what the environment names, what the system's link points to, else the runtime's. */
export function zoneFrom({ named, localtime, runtime }: ZoneSources): string {
  const own = named === undefined || named === '' ? null : zoneIn(named.replace(/^:/, ''));
  if (own !== null) return own;
  // A rule such as `CET-1CEST` names no zone: only the runtime can make something of it.
  const linked = named === undefined || named === '' ? localtime() : null;
  return (linked === null ? null : zoneIn(linked)) ?? runtime();
}

const known = new Map<string, string | null>();

/** The zone a name or a path of a zone file stands for; null where this runtime knows none of it. */
function zoneIn(text: string): string | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const name = text.replace(/^.*\/zoneinfo(?:\.default)?\/(?:posix\/|right\/)?/, '');
  // As the runtime spells it: `Etc/UTC` of a link is its `UTC`.
  const zone = isKnownZone(name)
    ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    : null;
  known.set(text, zone);
  return zone;
}
