/** The last layer of a classifier: `logits = units · weight + bias`. */
export interface LinearHead {
  /** Shape `[width, classes]`. */
  readonly weight: Float32Array;
  /** Shape `[classes]`. */
  readonly bias: Float32Array;
  readonly width: number;
  readonly classes: number;
}

/** Returns the logits of one row of units, shape `[classes]`, in double precision. */
export function logitsOf({ weight, bias, width, classes }: LinearHead, units: ArrayLike<number>): Float64Array {
  const logits = Float64Array.from(bias);
  for (let unit = 0; unit < width; unit++) {
    const value = units[unit]!;
    if (value === 0) continue;
    for (let label = 0; label < classes; label++) logits[label]! += value * weight[unit * classes + label]!;
  }
  return logits;
}
