import { logitsOf, type LinearHead } from './linear-head.ts';
import { quantile } from '../../fusion/metrics/quantile.ts';
import { countRows, rowAt, type UnitRows } from './unit-rows.ts';

/** What a method may learn from: units of training, never of validation or test. */
export interface TrainingUnits {
  readonly rows: UnitRows;
  readonly head: LinearHead;
  /** Shape `[n]`: the class of each row; what the head says where nothing better is known. */
  readonly labels: Int32Array;
  /** Returns a quantile of each unit over the rows, shape `[width]`. */
  quantiles(share: number): Float32Array;
  /** Whether a unit is ever negative: then no ReLU stands before the last layer, and "low" does not mean "quiet". */
  readonly signed: boolean;
}

/** Returns units ready to learn from; values are sorted once, and when they are first asked for. */
export function trainingUnits(rows: UnitRows, head: LinearHead, labels?: Int32Array): TrainingUnits {
  let sorted: Float32Array[] | undefined;
  return {
    rows,
    head,
    labels: labels ?? believedLabels(rows, head),
    quantiles: (share) => {
      sorted ??= Array.from({ length: rows.width }, (_, unit) => column(rows, unit).sort());
      return Float32Array.from(sorted, (values) => quantile(values, share));
    },
    signed: rows.values.some((value) => value < 0),
  };
}

function column({ values, width }: UnitRows, unit: number): Float32Array {
  return Float32Array.from({ length: values.length / width }, (_, row) => values[row * width + unit]!);
}

function believedLabels(rows: UnitRows, head: LinearHead): Int32Array {
  return Int32Array.from({ length: countRows(rows) }, (_, index) => {
    const logits = logitsOf(head, rowAt(rows, index));
    return logits.indexOf(Math.max(...logits));
  });
}
