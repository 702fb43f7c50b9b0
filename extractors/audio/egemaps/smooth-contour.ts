/** Averages a contour over three frames, one frame late. */
export interface ContourSmoother {
  /** Takes the next value; returns the smoothed value before it, once there is one. */
  push(value: number): number | undefined;
  /** Returns the smoothed last value, its right neighbour counting as equal to it; `undefined` when nothing came. */
  finish(): number | undefined;
}

/**
 * Returns a moving average of three values; the value before the first counts as equal to the first.
 *
 * @param skipZeros zeros stay zeros and are left out of the averages of their neighbours
 */
export function smoothContour({ skipZeros }: { skipZeros: boolean }): ContourSmoother {
  let [before, current]: [number | undefined, number | undefined] = [undefined, undefined];
  const average = (left: number, middle: number, right: number) => {
    if (!skipZeros) return (left + middle + right) / 3;
    if (middle === 0) return 0;
    return (left + middle + right) / (1 + Number(left !== 0) + Number(right !== 0));
  };
  return {
    push(value) {
      const smoothed = current === undefined ? undefined : average(before ?? current, current, value);
      [before, current] = [current, value];
      return smoothed;
    },
    finish: () => (current === undefined ? undefined : average(before ?? current, current, current)),
  };
}
