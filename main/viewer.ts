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

/** The zone this machine is in right now. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
