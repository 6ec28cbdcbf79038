import { app, dialog } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerCommandLine } from './cli.ts';
import { followLifecycle, isOnlyInstance, linkIn } from './lifecycle.ts';
import type { RunningApp } from './start.ts';
import { firstLight } from './start/first-light.ts';
import { declarePages } from './windows/pages.ts';

const profile = process.env['WATCHBILL_PROFILE'];
if (profile !== undefined && profile !== '') app.setPath('userData', profile);

// Without a display the runtime ends after its first turn: what only prints must print now.
const answered = answerCommandLine(process.argv, app.getPath('userData'));
if (answered !== null) process.exit(answered);
if (!isOnlyInstance()) process.exit(0);

app.setAppUserModelId('io.watchbill.desktop');
declarePages();
const running = app.whenReady().then(start);
running.catch(cannotStart);
// What is asked before the app can do it is done as soon as it can.
const once = (run: (app: RunningApp) => void) => {
  running.then(run, () => undefined);
};
followLifecycle({
  open: (request) => {
    once(({ open }) => {
      open(request);
    });
  },
  finish: () => running.then(({ finish }) => finish()),
});
const link = linkIn(process.argv);
if (link !== null) once(({ open }) => open(link));

/**
 * A panel takes a new icon in over several turns of this loop, which loading the rest would hold
 * up; and at login every program wants the machine at the same time.
 */
const panelTakesMs = 150;

/** The tray first, from what was kept; then everything else, which takes longer to load. */
async function start(): Promise<RunningApp> {
  const light = firstLight({
    chosen: (id) => {
      once(({ chosen }) => {
        chosen(id);
      });
    },
    clicked: (icon) => {
      once(({ clicked }) => {
        clicked(icon);
      });
    },
  });
  await sleep(panelTakesMs);
  const { startApp } = await import('./start.ts');
  return startApp(light);
}

/** Without its files there is nothing to show: a process nobody sees would be worse than none. */
function cannotStart(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`Watchbill cannot start: ${reason}`);
  dialog.showErrorBox('Watchbill cannot start', reason);
  app.exit(1);
}
