/** Returns words as Python writes a list of them: `['happy', 'satisfied']`. What takes them apart again splits at quotes and commas. */
export function toWords(words: readonly string[]): string {
  return `[${words.map((word) => `'${word.replace(/['",[\]]/g, ' ').replace(/\s+/g, ' ').trim()}'`).join(', ')}]`;
}
