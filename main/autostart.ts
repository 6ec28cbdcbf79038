/** What starts the app at login: its program and the arguments it needs. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

/** The text of an XDG autostart file; quoted as the Desktop Entry Specification asks. */
export function autostartEntry({ file, args }: Program): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Watchbill',
    'Comment=Who is on call, in the tray',
    `Exec=${[file, ...args].map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    'Terminal=false',
    '',
  ].join('\n');
}

/** Reserved characters are escaped twice: once for the quotes, once for the file's own strings. */
function quoted(word: string): string {
  const inner = word.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${inner.replaceAll('\\', '\\\\')}"`;
}
