import { randomFor, shuffled } from '../../runtime/train/random.ts';
import { addRow, rowProduct, rowSquare, type LinearFit, type SparseRows } from './sparse-rows.ts';

/** How a classifier is fitted. */
export interface MarginOptions {
  /** Width of the table: columns are below it. */
  readonly width: number;
  /** Weight of the errors against that of the length of `weights`. */
  readonly cost: number;
  readonly rounds: number;
  readonly seed: number;
}

/**
 * Returns a linear classifier with squared hinge loss, by coordinate descent in the dual (Hsieh et al., 2008, algorithm 1). The bias is a weight like any other.
 *
 * @param chosen rows that are learned from
 * @param isMember whether row `i` is in the class
 */
export function fitMargin(rows: SparseRows, chosen: readonly number[], isMember: (i: number) => boolean, { width, cost, rounds, seed }: MarginOptions): LinearFit {
  const weights = new Float64Array(width);
  const order = Uint32Array.from(chosen);
  const signs = Int8Array.from(chosen, (i) => (isMember(i) ? 1 : -1));
  const squares = Float64Array.from(chosen, (i) => rowSquare(rows, i) + 1);
  const duals = new Float64Array(order.length);
  const damping = 1 / (2 * cost);
  const random = randomFor(seed, 'text-head');
  let bias = 0;
  for (let round = 0; round < rounds; round++) {
    for (const k of shuffled(order.length, random)) {
      const [row, sign] = [order[k]!, signs[k]!];
      const gradient = sign * rowProduct(rows, row, { weights, bias }) - 1 + duals[k]! * damping;
      const dual = Math.max(0, duals[k]! - gradient / (squares[k]! + damping));
      if (dual === duals[k]) continue;
      const step = sign * (dual - duals[k]!);
      duals[k] = dual;
      addRow(rows, row, { weights, step });
      bias += step;
    }
  }
  return { weights, bias };
}
