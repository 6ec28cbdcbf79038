import type { Attention } from '../contract/snapshot.ts';
import { failureText, startKeyring } from './failure.ts';
import { cut, oneLine } from './plain.ts';
import { shortcutText } from './shortcut.ts';

const longestDetail = 200;

/** One sentence on something the person should know once. `at` words an instant for the viewer. */
export function attentionText(attention: Attention, at: (instant: number) => string): string {
  switch (attention.kind) {
    case 'settings-reset':
      return `The settings could not be read and start anew; the old file is kept as ${attention.setAsideAs}.`;
    case 'cache-reset':
      return `The saved schedule could not be read and is fetched anew; the old file is kept as ${attention.setAsideAs}.`;
    case 'delivered-reset':
      return `The record of notices could not be read; what was due before counts as told. The old file is kept as ${attention.setAsideAs}.`;
    case 'journal-reset':
      return `The journal of changes could not be read; check your last changes. The old file is kept as ${attention.setAsideAs}.`;
    case 'keychain':
      return keychainText(attention, at);
    case 'service':
    case 'notices':
      return joined(failureText(attention.failure, at));
    case 'no-tray':
      return 'This desktop shows no tray icons. On GNOME, install the extension “AppIndicator and KStatusNotifierItem Support”.';
    case 'cache-unsaved':
      return `What was read could not be saved (“${cut(oneLine(attention.detail), longestDetail)}”): the next start begins with an older schedule. Free some disk space; Watchbill tries again by itself.`;
    case 'notices-unsaved':
      return `What you were told could not be saved (“${cut(oneLine(attention.detail), longestDetail)}”): after a restart it may come twice. Free some disk space; Watchbill tries again by itself.`;
    case 'autostart':
      return `The start at login could not be changed (“${cut(oneLine(attention.detail), longestDetail)}”). Set it again in the settings once that is put right.`;
    case 'shortcut':
      return `The shortcut ${shortcutText(attention.shortcut)} could not be set: another program may hold it. It was removed; choose another in the settings.`;
  }
}

/** The same in a few words, for a line of the menu. */
export function attentionWord(attention: Attention, at: (instant: number) => string): string {
  switch (attention.kind) {
    case 'settings-reset':
      return 'Settings were reset';
    case 'cache-reset':
      return 'Saved schedule was reset';
    case 'delivered-reset':
      return 'Record of notices was reset';
    case 'journal-reset':
      return 'Journal of changes was reset';
    case 'notices':
      return 'Notices cannot be shown';
    case 'keychain':
    case 'service':
      return failureText(attention.failure, at).title;
    case 'no-tray':
      return 'No tray on this desktop';
    case 'cache-unsaved':
      return 'Schedule not saved on this computer';
    case 'notices-unsaved':
      return 'Record of notices not saved';
    case 'autostart':
      return 'Start at login not changed';
    case 'shortcut':
      return `Shortcut ${shortcutText(attention.shortcut)} is not free`;
  }
}

function keychainText(
  { failure, inMemory }: Extract<Attention, { kind: 'keychain' }>,
  at: (instant: number) => string,
): string {
  if (inMemory !== true) return joined(failureText(failure, at));
  const inMemoryOnly = 'so the token is kept in memory only until Watchbill quits.';
  if (failure.kind === 'keychain-locked')
    return `The keychain is locked, ${inMemoryOnly} Unlock the keychain and sign in once more to keep it.`;
  return `No keychain was found, ${inMemoryOnly} To keep it, ${startKeyring}.`;
}

function joined(text: { readonly sentence: string; readonly remedy: string }): string {
  return text.remedy === '' ? text.sentence : `${text.sentence} ${text.remedy}`;
}
