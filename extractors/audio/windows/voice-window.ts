import type { Span } from '../sound.ts';

/** What is heard in one window of sound. */
export interface VoiceWindow extends Span {
  /** Mean probability of speech, in [0, 1]. */
  readonly speech: number;
  /** The vector of the feature set, for the voice head; absent where too little is spoken to say anything. */
  readonly features?: Float32Array;
  /** Figures for people, named and with units in `VOICE_DESCRIPTORS`; one that is not defined here is absent. */
  readonly descriptors: Readonly<Record<string, number>>;
  /** Probabilities of speech, one per 32 ms, since the window before: those of all windows, joined, cover the sound without gap. */
  readonly activity: Float32Array;
}
