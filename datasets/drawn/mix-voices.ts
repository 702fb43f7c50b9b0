import type { DrawnClip } from './drawn-clip.ts';
import { synthesiseVoice } from './speech/synthesise-voice.ts';

/** Returns what is heard in a clip: the voices of all its actors together, `round(duration × sampleRate)` mono samples in [-1, 1]. */
export function mixVoices({ actors, duration }: DrawnClip, sampleRate: number): Float32Array {
  const sum = new Float32Array(Math.round(duration * sampleRate));
  for (const { performance, seed } of actors) {
    const voice = synthesiseVoice({ syllables: performance.syllables, duration, seed }, sampleRate);
    voice.forEach((sample, index) => (sum[index]! += sample / actors.length));
  }
  return sum;
}
