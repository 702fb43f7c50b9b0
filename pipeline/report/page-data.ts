/** What the scripts of the page read, as JSON. */
export interface PageData {
  readonly expressions: readonly string[];
  /** Seconds. */
  readonly duration: number;
  /** Displayed size in pixels; absent for sound. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Float64 seconds, one per frame of the container. */
  readonly times: Packed;
  /** Uint8 per frame: 0 analysed, 1 no face, 2 skipped, 3 failed. */
  readonly status: Packed;
  readonly people: readonly PackedPerson[];
  /** Reasons why faces have no verdict. */
  readonly doubts: readonly string[];
  readonly voice: readonly PageVoice[];
  /** Spans of speech whose speaker is known, in order. */
  readonly speakers: readonly PageSpeaker[];
}

/** Base64 of a little-endian typed array. */
export type Packed = string;

/** One person, one entry per frame in which it was seen. */
export interface PackedPerson {
  readonly id: number;
  /** Uint32 positions in `times`. */
  readonly frames: Packed;
  /** Int16 × 4 pixels. */
  readonly boxes: Packed;
  /** Uint8 × 8: probability × 250; 255 unknown. */
  readonly probabilities: Packed;
  /** Int16 × 2: value × 30000; −32768 unknown. */
  readonly affect: Packed;
  /** Uint8; 255 unknown. */
  readonly expressions: Packed;
  /** Uint8 bits: 1 face, 2 voice, 4 text, 8 measured. */
  readonly bases: Packed;
  /** Uint8: 0 where the face has a verdict, else 1 more than the index in `doubts` of the page. */
  readonly doubts: Packed;
}

/** A span in which one person speaks, in seconds. */
export interface PageSpeaker {
  readonly start: number;
  readonly end: number;
  readonly person: number;
}

/** A window of sound, cut so that windows do not overlap. */
export interface PageVoice {
  readonly start: number;
  readonly end: number;
  readonly speech: number;
  /** Why there is no verdict although somebody seems to speak. */
  readonly uncertain?: string;
  /** Index of the expression, its probability, valence and arousal; absent when nobody speaks. */
  readonly verdict?: readonly [number, number, number, number];
}
