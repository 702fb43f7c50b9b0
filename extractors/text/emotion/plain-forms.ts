/** Returns a word in lower case, without apostrophes, no letter more than twice in a row. */
export function toPlainWord(word: string): string {
  return word.toLowerCase().replaceAll(/['’]/g, '').replaceAll(/(\p{L})\1{2,}/gu, '$1$1');
}

/** Returns the plain form of marks in a row: `.`, `...`, `!`, `!!`, `?`, `??`, `?!`, or the mark itself. */
export function toPlainMark(mark: string): string {
  const [asks, shouts] = [mark.includes('?'), mark.includes('!')];
  if (asks && shouts) return '?!';
  if (asks || shouts) return mark.length > 1 ? (asks ? '??' : '!!') : mark;
  if (/[.…]/.test(mark)) return mark.length > 1 || mark === '…' ? '...' : '.';
  return mark;
}
