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

/** Returns the head without its last outputs, which are no classes: of a net that also gives valence and arousal, for instance. */
export function takeClasses({ weight, bias, width, classes }: LinearHead, count: number): LinearHead {
  if (count >= classes) return { weight, bias, width, classes };
  return { weight: weight.filter((_, at) => at % classes < count), bias: bias.slice(0, count), width, classes: count };
}
