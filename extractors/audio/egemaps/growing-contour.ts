/** A contour that grows by one value at a time, with four bytes for each. */
export interface GrowingContour {
  push(value: number): void;
  /** What came so far; valid until the next value. */
  values(): Float32Array;
}

/** Returns an empty contour. */
export function growingContour(): GrowingContour {
  let kept = new Float32Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === kept.length) {
        const larger = new Float32Array(2 * kept.length);
        larger.set(kept);
        kept = larger;
      }
      kept[length] = value;
      length += 1;
    },
    values: () => kept.subarray(0, length),
  };
}
