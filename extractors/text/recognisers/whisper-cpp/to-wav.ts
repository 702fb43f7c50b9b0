import { wavBytes } from '../../../audio/wav-bytes.ts';
import { PIECE_RATE } from '../transcriber.ts';

/** Returns a WAV file (16 bits, mono, 16 kHz) of samples in [-1, 1]. */
export function toWav(samples: Float32Array): Buffer {
  return wavBytes(Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))), { sampleRate: PIECE_RATE });
}
