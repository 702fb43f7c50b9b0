import type { Sentence, Transcript } from '../transcript.ts';

/** Hz of the sound that recognisers take. */
export const PIECE_RATE = 16_000;

/** Longest piece in seconds: what Whisper looks at in one go. */
export const LONGEST_PIECE = 30;

/** A stretch of sound that is recognised by itself. */
export interface SpeechPiece {
  /** Where it begins, in seconds of the clip. */
  readonly start: number;
  /** Mono, 16 kHz, at most 30 s; never empty. */
  readonly samples: Float32Array;
}

/** What a recogniser heard in one piece. */
export interface RecognisedPiece {
  /** The piece, in seconds of the clip. */
  readonly start: number;
  readonly end: number;
  /** What the recogniser took the language for, a code of Whisper (`en`, `yue`), or was told. */
  readonly language?: string | undefined;
  /** In order, within the piece, in seconds of the clip. Empty where nothing was understood. */
  readonly sentences: readonly Sentence[];
}

/** How to recognise. */
export interface TranscribeOptions {
  /** A code of Whisper (`toWhisperLanguage`); without it each piece is asked for its language. */
  readonly language?: string | undefined;
  /** Ends the work at once; programs that were started are killed. */
  readonly signal?: AbortSignal | undefined;
}

/** Turns speech into words. Holds no state between calls. */
export interface Transcriber extends AsyncDisposable {
  /** The model, as a transcript names it. */
  readonly source: Transcript['source'] & { readonly kind: 'recogniser' };
  /**
   * Yields what is heard in each piece, in their order, one for one, each as soon as it is known. Pieces are taken some at a time, not all at once.
   *
   * @throws RecogniserError when the recogniser fails; the signal's reason when it aborts
   */
  transcribe(pieces: AsyncIterable<SpeechPiece>, options?: TranscribeOptions): AsyncIterable<RecognisedPiece>;
}
