import { randomFor, shuffled } from '../../runtime/train/random.ts';
import { addRow, rowProduct, rowSquare, type LinearFit, type SparseRows } from './sparse-rows.ts';

/** Returns the ridge regression of `targets` on the rows `chosen`, by coordinate descent in the dual; the bias is the mean of the targets. */
export function fitRidge(rows: SparseRows, chosen: readonly number[], targets: Float64Array, { width, penalty, rounds, seed }: { readonly width: number; readonly penalty: number; readonly rounds: number; readonly seed: number }): LinearFit {
  const bias = chosen.reduce((sum, i) => sum + targets[i]!, 0) / chosen.length;
  const weights = new Float64Array(width);
  const duals = new Float64Array(targets.length);
  const random = randomFor(seed, 'text-head');
  for (let round = 0; round < rounds; round++) {
    for (const k of shuffled(chosen.length, random)) {
      const i = chosen[k]!;
      const step = (targets[i]! - rowProduct(rows, i, { weights, bias }) - penalty * duals[i]!) / (rowSquare(rows, i) + penalty);
      duals[i]! += step;
      addRow(rows, i, { weights, step });
    }
  }
  return { weights, bias };
}
