type Fields = Readonly<Record<string, unknown>>;

/** One line of JSON, the names of each object sorted: the same value gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return objectJson({}, Object.fromEntries(Object.entries(value)));
}

/** An object whose known fields come first in their own order, the others after them by name. */
export function objectJson(known: Fields, others: Fields): string {
  const first = Object.entries(known);
  const names = new Set(first.map(([name]) => name));
  const rest = Object.entries(others)
    .filter(([name, value]) => !names.has(name) && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const members = [...first, ...rest].map(
    ([name, value]) => `${JSON.stringify(name)}: ${canonicalJson(value)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** How deep the brackets of a JSON text nest, counted without parsing it. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let n = 0; n < text.length; n += 1) {
    const character = text[n];
    if (inString) {
      if (character === '\\') n += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}
