import type { WebContents } from 'electron';

/** A page that crashes this often within a minute crashes for a reason: it stays down. */
const mostCrashes = 3;
const withinMs = 60_000;

/** Loads a page again whose process ended: a window must not stay blank. */
export function reviveContents(contents: WebContents, now: () => number): void {
  let crashes: readonly number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes = [...crashes.filter((at) => at > now() - withinMs), now()];
    // Not within the event: the dead process is still being put away.
    if (crashes.length <= mostCrashes) setImmediate(reload, contents);
  });
}

function reload(contents: WebContents): void {
  if (!contents.isDestroyed()) contents.reload();
}
