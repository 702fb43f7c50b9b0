/** A constant matrix, row-major. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** How T frames at one rate become T' frames at another. */
export interface RateChange {
  /** Taps of the filter. */
  readonly size: number;
  readonly filter: { readonly stride: number; readonly dilation: number; readonly padding: readonly [before: number, after: number] };
  /** Shape `[T', frames after the filter]`: shares of the two neighbours. Absent where the filter's output is the target already. */
  readonly interpolation?: Matrix | undefined;
  /** Shape `[T', T]`: 1 where the period of a frame of the input overlaps the period of a frame of the output. */
  readonly overlap: Matrix;
}

/**
 * Returns the filter's stride, dilation and padding, and the matrices, for a change of rate.
 *
 * With `stride = max(1, ⌊fromRate / toRate⌋)` the filter's outputs come at fromRate / stride ≥ toRate, or at fromRate where the target
 * is faster. A filter given fewer taps than 2 · stride + 1 is dilated, so that it still reaches about one target period to either side.
 *
 * @param frames T
 * @throws RangeError when a rate is not positive or `size` is even
 */
export function planRateChange(frames: number, { fromRate, toRate, size, length }: { fromRate: number; toRate: number; size?: number | undefined; length?: number | undefined }): RateChange {
  if (!(fromRate > 0 && toRate > 0)) throw new RangeError(`convolutional alignment: the rates ${fromRate} and ${toRate} Hz are not positive. Give the features' rates.`);
  const ratio = fromRate / toRate;
  const stride = Math.max(1, Math.floor(ratio + 1e-9));
  const taps = size ?? 2 * stride + 1;
  if (taps % 2 !== 1) throw new RangeError(`convolutional alignment: a filter of ${taps} taps has no middle. Give an odd size.`);
  const dilation = taps === 1 ? 1 : Math.max(1, Math.floor((2 * stride) / (taps - 1)));
  const filtered = Math.ceil(frames / stride);
  const before = (dilation * (taps - 1)) / 2;
  const after = Math.max(0, (filtered - 1) * stride + dilation * (taps - 1) + 1 - frames - before);
  const rows = length ?? Math.ceil(frames / ratio - 1e-9);
  const exact = Math.abs(ratio - stride) < 1e-9 && rows === filtered;
  return {
    size: taps,
    filter: { stride, dilation, padding: [before, after] },
    interpolation: exact ? undefined : interpolationMatrix({ rows, columns: filtered, step: ratio / stride }),
    overlap: overlapMatrix({ rows, columns: frames, step: ratio }),
  };
}

/** Row j holds the shares of the neighbours of position `j · step`, as far as they exist: rows are normalised by what the mask leaves. */
function interpolationMatrix({ rows, columns, step }: { rows: number; columns: number; step: number }): Matrix {
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const position = row * step;
    const before = Math.floor(position + 1e-9);
    const share = Math.max(0, position - before);
    if (before >= columns) break;
    values[row * columns + before] = 1 - share;
    if (before + 1 < columns) values[row * columns + before + 1] = share;
  }
  return { values, rows, columns };
}

function overlapMatrix({ rows, columns, step }: { rows: number; columns: number; step: number }): Matrix {
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const first = Math.max(0, Math.floor(row * step + 1e-9));
    const end = Math.min(columns, Math.ceil((row + 1) * step - 1e-9));
    if (first < end) values.fill(1, row * columns + first, row * columns + end);
  }
  return { values, rows, columns };
}
