import type { Sound } from '../sound.ts';
import type { EncodedSpeech } from './encoded-speech.ts';
import type { SpeechProvenance } from './speech-provenance.ts';

/** Turns speech into rows. Holds nothing between calls. */
export interface SpeechEncoder extends AsyncDisposable {
  readonly provenance: SpeechProvenance;
  /** Length of a row. */
  readonly dimensions: number;
  /** Seconds between two rows as they are counted in the long run: pieces that follow each other lack the rows that would lie across their border. */
  readonly hop: number;
  /** Seconds from the start of a clip to the middle of its first row. */
  readonly offset: number;
  /**
   * Resolves with the rows of one whole clip, nothing where it is too short for one. Samples that are not finite count as 0. One hour takes 230 MB
   * of samples and up to 740 MB of rows.
   *
   * @throws RangeError when the sound is not at 16 kHz; ModelError when the net fails, or gives another shape than its card says; the signal's reason
   */
  encode(sound: Sound, signal?: AbortSignal): Promise<EncodedSpeech | undefined>;
}
