import type { WaveformInput } from './speech-encoder-card.ts';

/** Returns the samples of a whole clip as a net takes them, in a new array. Samples that are not finite count as 0. */
export function normaliseSpeech(samples: Float32Array, normalise: WaveformInput['normalise']): Float32Array {
  const finite = samples.map((sample) => (Number.isFinite(sample) ? sample : 0));
  if (normalise === false) return finite;
  const mean = finite.reduce((sum, sample) => sum + sample, 0) / finite.length;
  const variance = finite.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / finite.length;
  const scale = 1 / Math.sqrt(variance + normalise.epsilon);
  return finite.map((sample) => (sample - mean) * scale);
}
