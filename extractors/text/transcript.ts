/** A word of a sentence, with the time at which it is said, in seconds of the clip. */
export interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How sure the recogniser is, in [0, 1]; absent where the words were given. */
  readonly probability?: number;
}

/** A stretch of speech in words: a cue of a subtitle file, an interval of an annotation, a segment of a recogniser. Seconds of the clip. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Plain text on one line; never empty. */
  readonly text: string;
  /** Who says it, as the transcript names them; absent where it does not say. */
  readonly speaker?: string;
  /** In order of time; absent where only the sentence has a time. */
  readonly words?: readonly TimedWord[];
}

/** What is said in a clip, in order of time (by `start`, then `end`). May be empty: nobody says anything. */
export interface Transcript {
  readonly sentences: readonly Sentence[];
  /** BCP 47 tag (`en`, `zh`) where it is known. */
  readonly language?: string;
  /** Where the words come from: `{ kind: 'file', id: 'clip.srt', sha256 }`, or `{ kind: 'recogniser', id: 'whisper-tiny', sha256 }` with that of the model. */
  readonly source: { readonly kind: 'file' | 'recogniser'; readonly id: string; readonly sha256: string };
  /** Things a reader of the words must know, a sentence each: cues that were left out or cut, say. */
  readonly notes: readonly string[];
}
