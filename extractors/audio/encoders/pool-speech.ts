import type { EncodedSpeech } from './encoded-speech.ts';

/** Returns the mean of all rows, shape `[dimensions]`: the features of an utterance (UTT) in MERTools' words. */
export function poolSpeech({ values, dimensions }: Pick<EncodedSpeech, 'values' | 'dimensions'>): Float32Array {
  const sums = new Float64Array(dimensions);
  values.forEach((value, i) => (sums[i % dimensions]! += value));
  return Float32Array.from(sums, (sum) => (sum * dimensions) / values.length);
}
