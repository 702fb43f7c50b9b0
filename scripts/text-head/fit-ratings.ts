import { fitRidge } from './fit-ridge.ts';
import { rowProduct, type LinearFit, type SparseRows } from './sparse-rows.ts';

const DIMENSIONS = [0, 1, 2] as const;

/**
 * Returns linear functions of the terms for valence, arousal and dominance. Each is the ridge regression on the terms and on what the classifiers of emotion say of the
 * sentence; what is made of the latter is added to the weights of the terms, so that one product per row remains.
 */
export function fitRatings({ rows, ratings, fits }: { readonly rows: SparseRows; readonly ratings: readonly (readonly [number, number, number])[]; readonly fits: readonly LinearFit[] }, options: { readonly width: number; readonly penalty: number; readonly rounds: number; readonly seed: number }): LinearFit[] {
  const { width } = options;
  const wider = withMargins(rows, fits, width);
  const chosen = [...ratings.keys()];
  return DIMENSIONS.map((dimension) => {
    const fit = fitRidge(wider, chosen, Float64Array.from(ratings, (rating) => rating[dimension]), { ...options, width: width + fits.length });
    const shares = fits.map((_, k) => fit.weights[width + k]!);
    return {
      weights: fit.weights.slice(0, width).map((weight, column) => fits.reduce((sum, each, k) => sum + shares[k]! * each.weights[column]!, weight)),
      bias: fits.reduce((sum, each, k) => sum + shares[k]! * each.bias, fit.bias),
    };
  });
}

/** The rows with a column more for each classifier, from `width` on. */
function withMargins({ offsets, columns, values }: SparseRows, fits: readonly LinearFit[], width: number): SparseRows {
  const count = fits.length;
  const wider = { offsets: offsets.map((offset, i) => offset + i * count), columns: new Uint32Array(columns.length + (offsets.length - 1) * count), values: new Float32Array(columns.length + (offsets.length - 1) * count) };
  for (let i = 0; i + 1 < offsets.length; i++) {
    const at = wider.offsets[i]!;
    wider.columns.set(columns.subarray(offsets[i], offsets[i + 1]), at);
    wider.values.set(values.subarray(offsets[i], offsets[i + 1]), at);
    const end = wider.offsets[i + 1]! - count;
    fits.forEach((fit, k) => {
      wider.columns[end + k] = width + k;
      wider.values[end + k] = rowProduct({ offsets, columns, values }, i, fit);
    });
  }
  return wider;
}
