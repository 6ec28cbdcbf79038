import { app } from 'electron';
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
void app.whenReady().then(startApp);
