/**
 * Returns the rate of zero crossings of a frame, in [0, 1]: of its samples but the first and last, those with another sign than the one before, and those that are
 * 0 between two of different sign or beside another 0, over all samples. So a frame of zeros has the highest rate, as in openSMILE.
 *
 * @param frame shape `[n]`, n ≥ 1
 */
export function zeroCrossingRate(frame: Float32Array): number {
  let crossings = 0;
  for (let i = 1; i < frame.length - 1; i++) {
    const [before, here] = [frame[i - 1]!, frame[i]!];
    if (here === 0 ? before * frame[i + 1]! <= 0 : before * here < 0) crossings += 1;
  }
  return crossings / frame.length;
}
