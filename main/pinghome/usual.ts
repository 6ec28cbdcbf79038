/**
 * Makes each thing once: thousands of entries repeat the same few ids, dates and lists, and one
 * copy of each is quicker to make, to compare and to keep. At `most` that many are kept.
 */
export function madeOnce<K, V>(most: number, make: (from: K) => V): (from: K) => V {
  const made = new Map<K, V>();
  return (from) => {
    const known = made.get(from);
    if (known !== undefined) return known;
    const fresh = make(from);
    // What was usual long ago makes room for what is now.
    if (made.size >= most) made.clear();
    made.set(from, fresh);
    return fresh;
  };
}
