/**
 * Returns the words of an open vocabulary out of a cell: `['happy', 'satisfied']` as Python writes a list, or `happy, satisfied`. Lower case, without the space around them; none twice.
 */
export function parseWords(text: string): string[] {
  const inner = text.trim().replace(/^\[/, '').replace(/\]$/, '');
  const words = inner.split(/['",]/).map((word) => word.trim().toLowerCase());
  return [...new Set(words.filter((word) => word !== ''))];
}
