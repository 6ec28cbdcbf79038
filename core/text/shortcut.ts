const names: Readonly<Record<string, string>> = {
  CommandOrControl: 'Ctrl/⌘',
  Command: '⌘',
  Control: 'Ctrl',
};

/** A key combination as people read it: `Ctrl/⌘+Alt+W`. */
export function shortcutText(shortcut: string): string {
  return shortcut
    .split('+')
    .map((key) => names[key] ?? key)
    .join('+');
}
