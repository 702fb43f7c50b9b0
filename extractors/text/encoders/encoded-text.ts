import type { TextProvenance } from './text-provenance.ts';

/** What an encoder makes of one text. The arrays belong to whoever asked for them. */
export interface EncodedText {
  /** Shape `[T]`: the tokens as the tokeniser writes them, without those that it adds; `T ≥ 1`. */
  readonly tokens: readonly string[];
  /** Shape `[T, 2]`: where each token starts and ends in the text, in UTF-16 units; empty where nothing of it is in the text. */
  readonly offsets: Uint32Array;
  /** Shape `[T, dimensions]`, row by row. */
  readonly values: Float32Array;
  readonly dimensions: number;
  readonly provenance: TextProvenance;
  /** What a reader must know, a sentence each: that the end of the text was left out, say. */
  readonly notes: readonly string[];
}
