import type { FeatureSequence } from './feature-sequence.ts';

/**
 * Returns the numbers of the rows that hold a feature, in the order of time.
 *
 * @throws RangeError when sizes do not fit together, a time is not finite, or times decrease
 */
export function validRows({ times, values, dimensions, valid }: FeatureSequence): Int32Array {
  if (values.length !== times.length * dimensions) {
    throw new RangeError(`feature sequence: ${values.length} values are not ${times.length} times × ${dimensions} dimensions. Give one row of values for each time.`);
  }
  if (valid !== undefined && valid.length !== times.length) {
    throw new RangeError(`feature sequence: the mask has ${valid.length} entries for ${times.length} times. Give one for each.`);
  }
  const wrong = times.findIndex((time, row) => !Number.isFinite(time) || time < times[Math.max(0, row - 1)]!);
  if (wrong !== -1) throw new RangeError(`feature sequence: the time of row ${wrong} is ${times[wrong]!}, after ${times[wrong - 1] ?? 'nothing'}. Give finite times that never decrease.`);
  const rows = Int32Array.from(times.keys());
  return valid === undefined ? rows : rows.filter((row) => valid[row] !== 0);
}
