/**
 * Returns how periodic a frame is, in [0, 1]: the largest absolute value of its autocorrelation over that at lag 0, from where the absolute value first rises on. Where it never does the
 * last lag counts; a silent frame has 0.
 *
 * @param autocorrelation shape `[lags]`
 * @param shortest samples of the shortest period
 */
export function voicingProbability(autocorrelation: Float64Array, shortest: number): number {
  const level = (lag: number) => Math.abs(autocorrelation[lag]!);
  const last = autocorrelation.length - 1;
  let lag = Math.min(last, Math.max(1, shortest - 1)); // One lag of grace: the slope into the shortest period counts
  while (lag < last && level(lag) <= level(lag - 1)) lag += 1;
  let highest = 0;
  for (; lag <= last; lag++) highest = Math.max(highest, level(lag));
  return level(0) === 0 ? 0 : highest / level(0);
}
