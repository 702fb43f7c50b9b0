/** Mean and spread of values that come one at a time. */
export interface RunningMoments {
  push(value: number): void;
  /** 0 without values. */
  mean(): number;
  count(): number;
  /** Standard deviation over n; 0 without values. */
  deviation(): number;
  /** Standard deviation (over n) divided by the mean, sign included; 0 where the mean is 0. */
  relativeDeviation(): number;
}

/** Returns moments by Welford's recurrence, which does not lose figures over long recordings. */
export function runningMoments(): RunningMoments {
  let [count, mean, squares] = [0, 0, 0];
  const deviation = () => (count === 0 ? 0 : Math.sqrt(squares / count));
  return {
    push(value) {
      count += 1;
      const difference = value - mean;
      mean += difference / count;
      squares += difference * (value - mean);
    },
    mean: () => mean,
    count: () => count,
    deviation,
    relativeDeviation: () => (mean === 0 ? 0 : deviation() / mean),
  };
}
