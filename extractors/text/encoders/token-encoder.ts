import type { EncodedText } from './encoded-text.ts';
import type { TextProvenance } from './text-provenance.ts';

/** Turns text into a row for each token. Holds nothing between calls. */
export interface TokenEncoder extends AsyncDisposable {
  readonly provenance: TextProvenance;
  /** Length of a row. */
  readonly dimensions: number;
  /** Most tokens of a text that the net takes, without special ones. */
  readonly longest: number;
  /** Returns how many tokens a text has, without special ones. */
  count(text: string): number;
  /**
   * Resolves with the rows of each text, in order; nothing for a text without tokens: empty, or nothing but spaces. Texts are run together, which
   * changes rows by no more than rounding (1e-6 of their size). What is behind `longest` tokens is left out, and a note says so.
   *
   * @throws ModelError when the net fails, or gives another shape than its card says; the signal's reason
   */
  encode(texts: readonly string[], signal?: AbortSignal): Promise<(EncodedText | undefined)[]>;
}
