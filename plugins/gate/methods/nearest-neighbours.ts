import { shuffled, randomFor } from '../../../runtime/train/random.ts';
import type { GateMethod } from '../gate-method.ts';
import { countRows, rowAt, takeRows, type UnitRows } from '../unit-rows.ts';

/** More rows of training are not kept. */
const MOST = 2000;

/** The distance to the k-th nearest row of training, all of unit length (Sun et al., 2022), negative. */
export const nearestNeighbours: GateMethod = {
  name: 'knn',
  wantsRelu: false,
  grid: [{ k: 10 }, { k: 1 }, { k: 50 }],
  fit: ({ rows }, { k }) => {
    const kept = shuffled(countRows(rows), randomFor(1, 'neighbours')).subarray(0, MOST).sort();
    return { k: Math.min(k!, kept.length), rows: unitLength(takeRows(rows, kept)).values };
  },
  open: (parameters, { width }) => {
    const { k, rows } = parameters as { readonly k: number; readonly rows: Float32Array };
    return (units) => {
      const own = unitLength({ values: units.slice(), width }).values;
      const squares = Float64Array.from({ length: rows.length / width }, (_, index) => distance(rows, index * width, own));
      return -Math.sqrt(squares.sort()[k - 1]!);
    };
  },
};

function distance(rows: Float32Array, first: number, own: Float32Array): number {
  let sum = 0;
  for (let unit = 0; unit < own.length; unit++) sum += (rows[first + unit]! - own[unit]!) ** 2;
  return sum;
}

/** Changes the rows. */
function unitLength(rows: UnitRows): UnitRows {
  for (let index = 0; index < countRows(rows); index++) {
    const row = rowAt(rows, index);
    const length = Math.hypot(...row) || 1;
    row.forEach((value, unit) => (row[unit] = value / length));
  }
  return rows;
}
