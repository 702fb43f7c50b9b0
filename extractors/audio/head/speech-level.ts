/** Returns the mean level in dB over all bands of the frames of speech, shape `[bands]` each; 0 without frames. */
export function speechLevel(spoken: readonly Float32Array[]): number {
  let [sum, count] = [0, 0];
  for (const frame of spoken) {
    for (const level of frame) sum += level;
    count += frame.length;
  }
  return count === 0 ? 0 : sum / count;
}
