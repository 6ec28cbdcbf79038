import { app, dialog } from 'electron';
import { answerCommandLine } from './cli.ts';
import { isOnlyInstance } from './lifecycle.ts';
import { startApp } from './start.ts';
import { declarePages } from './windows/pages.ts';

const profile = process.env['WATCHBILL_PROFILE'];
if (profile !== undefined && profile !== '') app.setPath('userData', profile);

// Without a display the runtime ends after its first turn: what only prints must print now.
const answered = answerCommandLine(process.argv, app.getPath('userData'));
if (answered !== null) process.exit(answered);
if (!isOnlyInstance()) process.exit(0);

app.setAppUserModelId('io.watchbill.desktop');
declarePages();
void app
  .whenReady()
  .then(startApp)
  .catch((error: unknown) => {
    // Without its files there is nothing to show: a process nobody sees would be worse than none.
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`Watchbill cannot start: ${reason}`);
    dialog.showErrorBox('Watchbill cannot start', reason);
    app.exit(1);
  });
