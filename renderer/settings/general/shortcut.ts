/** The part of a key press a shortcut is made of. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key press means to the field: a combination, nothing at all yet, or a refusal. */
export type Pressed =
  | { readonly kind: 'combination'; readonly shortcut: string }
  | { readonly kind: 'clear' }
  | { readonly kind: 'leave-alone' }
  | { readonly kind: 'refused'; readonly reason: string };

const alone: readonly string[] = ['Tab', 'Escape', 'Enter'];
const modifiers: readonly string[] = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'Super', 'OS'];

/**
 * The combination a key press stands for, as the desktop names it. Without another modifier than
 * Shift it would take letters away from everybody who types; moving on with Tab must stay possible.
 */
export function pressed(event: KeyPress, mac: boolean): Pressed {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
  const held = ctrlKey || altKey || metaKey;
  if (modifiers.includes(key) || (!held && alone.includes(key))) return { kind: 'leave-alone' };
  if (!held && (key === 'Backspace' || key === 'Delete')) return { kind: 'clear' };
  const name = keyName(event);
  if (name === null) return refused('Only letters, digits, F1 to F24 and Space can be used.');
  if (!held) return refused(`Hold Ctrl, Alt or ${mac ? '⌘' : 'Super'} with it.`);
  const parts = [
    ctrlKey ? (mac ? 'Control' : 'CommandOrControl') : null,
    metaKey ? (mac ? 'CommandOrControl' : 'Super') : null,
    altKey ? 'Alt' : null,
    shiftKey ? 'Shift' : null,
    name,
  ];
  return { kind: 'combination', shortcut: parts.filter((part) => part !== null).join('+') };
}

/** What the key says where it says a letter or digit, otherwise where it stands: Alt changes what it says. */
function keyName({ key, code }: KeyPress): string | null {
  if (code === 'Space') return 'Space';
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? null;
}

function refused(reason: string): Pressed {
  return { kind: 'refused', reason };
}
