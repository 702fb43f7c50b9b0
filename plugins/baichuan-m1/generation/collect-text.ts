/** Text that grows by bytes, of which a reader is told what can no longer change. */
export interface CollectedText {
  /** Adds bytes of UTF-8; a character may come in several pieces. Returns whether a text that ends it has come. */
  add(bytes: Uint8Array): boolean;
  /** Tells the reader the rest and returns all of it, without what ended it. */
  finish(): string;
}

/**
 * Returns a text of nothing.
 *
 * @param stop texts that end it
 * @param onText told each new part, in order; together they are the whole text
 */
export function collectText(stop: readonly string[], onText: (text: string) => void): CollectedText {
  const decoder = new TextDecoder();
  const held = Math.max(0, ...stop.map((each) => each.length - 1)); // The start of what may end it
  let [text, told] = ['', 0];
  const tell = (end: number) => {
    if (end > told) onText(text.slice(told, end));
    told = Math.max(told, end);
  };
  return {
    add(bytes) {
      text += decoder.decode(bytes, { stream: true });
      const ends = stop.map((each) => text.indexOf(each)).filter((at) => at >= 0);
      if (ends.length > 0) text = text.slice(0, Math.min(...ends));
      tell(ends.length > 0 ? text.length : text.length - held);
      return ends.length > 0;
    },
    finish() {
      text += decoder.decode();
      tell(text.length);
      return text;
    },
  };
}
