import { wavBytes } from '../../../extractors/audio/wav-bytes.ts';
import { SOUND_RATE, type Sound } from './mix-sound.ts';

/** Returns a sound as a WAV file of 16-bit samples. */
export function toWav({ channels, samples }: Sound): Uint8Array {
  return wavBytes(Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)), { sampleRate: SOUND_RATE, channels });
}
