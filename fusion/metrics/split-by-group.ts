import type { Predictions } from './summarise.ts';

interface Rows {
  readonly predicted: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Returns the predictions of every group, in the order in which the groups first occur. New buffers.
 *
 * @param keys the group of every row, such as its clip or speaker; shape `[n]`
 * @throws RangeError when a part has another number of rows than there are keys
 */
export function splitByGroup(predictions: Predictions, keys: readonly string[]): Map<string, Predictions> {
  const rowsOf = Map.groupBy(keys.keys(), (row) => keys[row]!);
  const groups = new Map<string, Predictions>();
  for (const [key, rows] of rowsOf) {
    groups.set(key, mapParts(predictions, (part) => takeRows(part, rows, keys.length)));
  }
  return groups;
}

function mapParts({ classes, continuous, units, probabilities }: Predictions, take: (part: Rows) => Rows): Predictions {
  return {
    ...(classes && { classes: { ...classes, ...take(classes) } }),
    ...(continuous && { continuous: { ...continuous, ...take(continuous) } }),
    ...(units && { units: { ...units, ...take(units) } }),
    ...(probabilities && { probabilities: { ...probabilities, ...take(probabilities) } }),
  };
}

function takeRows({ predicted, actual, weights }: Rows, rows: readonly number[], total: number): Rows {
  const take = (values: ArrayLike<number>) => {
    const width = values.length / total;
    if (!Number.isInteger(width)) throw new RangeError(`groups: ${total} given for ${values.length} values. Give the group of every row.`);
    return Float64Array.from({ length: rows.length * width }, (_, place) => values[rows[Math.floor(place / width)]! * width + (place % width)]!);
  };
  return { predicted: take(predicted), actual: take(actual), weights: weights && take(weights) };
}
