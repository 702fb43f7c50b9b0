const NO_SPACE_AFTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。！？、；：「」『』（）]$/u;
const NO_SPACE_BEFORE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。！？、；：「」『』（）]/u;

/** Joins lines or words that follow each other: with a space, or without one between characters that set none. Empty ones are left out. */
export function joinTexts(texts: readonly string[]): string {
  const given = texts.filter((text) => text !== '');
  return given.map((text, index) => (index === 0 || isClose(given[index - 1]!, text) ? text : ` ${text}`)).join('');
}

function isClose(before: string, after: string): boolean {
  return NO_SPACE_AFTER.test(before.slice(-2)) && NO_SPACE_BEFORE.test(after);
}
