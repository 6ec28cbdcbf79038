// Control characters, line breaks and marks that turn the reading direction of what follows.
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

// Most names are plain, and the patterns below take long to make ready.
const plain = /^[!-~]+(?: [!-~]+)*$/;

/** Text from outside on one line: no control or direction marks, single spaces, trimmed. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll(unprintable, ' ').replaceAll(/\s+/g, ' ').trim();
}

/** At most `most` UTF-16 code units, ending in `…` where cut; never half a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end).trimEnd()}…`;
}
