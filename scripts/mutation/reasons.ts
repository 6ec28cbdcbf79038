import { places } from './places.ts';

/** A broken line no test noticed: its whole text, what was taken out and what was put in. */
export interface Unnoticed {
  readonly file: string;
  readonly whole: string;
  readonly from: string;
  readonly to: string;
}

interface Reason {
  readonly why: string;
  readonly holds: (it: Unnoticed) => boolean;
}

const fallback = /\?\? (?:''|""|0|\[\]|null|false)/;

/** What holds in every file. */
const general: readonly Reason[] = [
  {
    why: 'a fallback that only the type checker asks for: what comes before it is never missing',
    holds: ({ whole, from }) =>
      (["''", '0', '[]', 'null', 'false'].includes(from) && fallback.test(whole)) ||
      /^\S+\?\.\w+$/.test(from),
  },
  {
    why: 'the words of an error that only a mistake in the program shows',
    holds: ({ whole, from }) => whole.includes('throw new Error(') && /^['"`]/.test(from),
  },
  {
    why: 'the words of a kind that is told from its only other by what it is not',
    holds: ({ whole, from }) =>
      whole.includes(`kind: ${from}`) && /^'(?:edits|found|planned)'$/.test(from),
  },
  {
    why: 'a check that only the type checker asks for: the value is always there',
    holds: ({ from, to }) => /^[\w.()[\]]+ (?:!==|===) undefined$/.test(from) && to !== '',
  },
];

/** Why nothing can notice, or why it does not matter; null where nobody has looked yet. */
export function reasonFor(it: Unnoticed): string | null {
  const own = places[it.file] ?? [];
  const place = own.find(([text]) => it.whole.includes(text));
  return place?.[1] ?? general.find((one) => one.holds(it))?.why ?? null;
}
