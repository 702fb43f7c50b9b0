const WINDOWS = new TextDecoder('windows-1252');

/**
 * Returns text in which characters of Windows that were taken for those of Latin 1 are right again: U+0092 is an apostrophe, of which the tables of MELD are full.
 * As what they are, control characters, they are in no transcript.
 */
export function restoreWindows(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS.decode(Uint8Array.of(character.charCodeAt(0))));
}
