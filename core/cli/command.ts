/** What a command line asks for; `app` means that nothing is to be printed. */
export type Command =
  | { readonly kind: 'app' }
  | { readonly kind: 'who'; readonly json: boolean }
  | { readonly kind: 'next' }
  | { readonly kind: 'check'; readonly team: string | null; readonly days: number }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly message: string };

const asking = new Set(['--who', '--next', '--check', '--version', '--help', '-h']);
// Switches of the runtime and the profile, which may stand beside a question.
const runtimeSwitch =
  /^--(no-|disable-|enable-|force-|ozone-|remote-debugging|inspect|user-data-dir|profile|lang)/;
const defaultDays = 7;
const mostDays = 366;

/** Reads the arguments after the program's name. Options go as `--team T` or `--team=T`. */
export function parseCommand(argv: readonly string[]): Command {
  const words = argv.flatMap(splitAtEquals);
  const first = words.findIndex((word) => asking.has(word));
  if (first < 0) return { kind: 'app' };
  const before = optionsAmong(words.slice(0, first));
  const after = words.slice(first + 1);
  const rest = [...before, ...after];
  switch (words[first]) {
    case '--who':
      return who(rest);
    case '--next':
      return after[0] === 'me'
        ? ended({ kind: 'next' }, [...before, ...after.slice(1)])
        : invalid('--next needs "me"');
    case '--check':
      return check(rest);
    case '--version':
      return { kind: 'version' };
    default:
      return { kind: 'help' };
  }
}

function splitAtEquals(word: string): string[] {
  const match = /^(--(?:team|days|next))=(.*)$/s.exec(word);
  return match === null ? [word] : [match[1] ?? '', match[2] ?? ''];
}

/** Our own options before the question; what else stands there is the runtime's, as its folder. */
function optionsAmong(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (word === '--json') return [word];
    return word === '--team' || word === '--days' ? words.slice(at, at + 2) : [];
  });
}

function who(rest: readonly string[]): Command {
  const json = rest.includes('--json');
  return ended(
    { kind: 'who', json },
    rest.filter((word) => word !== '--json'),
  );
}

function check(rest: readonly string[]): Command {
  let team: string | null = null;
  let days = defaultDays;
  for (let i = 0; i < rest.length; i += 1) {
    const value = rest[i + 1];
    switch (rest[i]) {
      case '--team':
        if (value === undefined || value === '') return invalid('--team needs a name or an id');
        team = value;
        i += 1;
        break;
      case '--days':
        days = /^\d{1,3}$/.test(value ?? '') ? Number(value) : 0;
        if (days < 1 || days > mostDays)
          return invalid(`--days needs a number from 1 to ${mostDays}`);
        i += 1;
        break;
      default: {
        const unknown = ended({ kind: 'app' }, rest.slice(i, i + 1));
        if (unknown.kind === 'invalid') return unknown;
      }
    }
  }
  return { kind: 'check', team, days };
}

/** The command, unless a word is left that nobody understands. */
function ended(command: Command, rest: readonly string[]): Command {
  const unknown = rest.find((word) => !runtimeSwitch.test(word));
  return unknown === undefined ? command : invalid(`unknown option ${unknown}`);
}

function invalid(message: string): Command {
  return { kind: 'invalid', message };
}
