/** Returns how often each word and each pair of neighbouring words occurs in a text, in lower case; marks and emoji are words too. */
export function toTerms(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().replaceAll('’', "'").match(/[\p{L}\p{N}][\p{L}\p{N}']*|[!?]+|\.{3}|\p{Extended_Pictographic}/gu) ?? [];
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  words.forEach((word, i) => {
    add(word);
    if (i > 0) add(`${words[i - 1]!} ${word}`);
  });
  return counts;
}
