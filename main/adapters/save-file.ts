import { BrowserWindow, dialog } from 'electron';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { done, failed, type Outcome } from '../../core/contract/failure.ts';

/** Asks the person where, then writes a text there, whole or not at all. Null = called off. */
export async function saveFile(name: string, text: string): Promise<Outcome<string | null>> {
  const window = BrowserWindow.getFocusedWindow();
  const options = { defaultPath: plainName(name) };
  const { filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (filePath === undefined || filePath === '') return done(null);
  try {
    await writeFileAtomic(filePath, text, {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed({ kind: 'not-allowed', detail: `the file cannot be written: ${reason}` });
  }
  return done(path.basename(filePath));
}

/** A page names the file, never the folder. */
function plainName(name: string): string {
  return name.replaceAll(/[/\\:*?"<>|]/g, ' ').replace(/^\.+/, '');
}
