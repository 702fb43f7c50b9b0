import { argmaxRows } from '../metrics/argmax-rows.ts';
import type { Predictions } from '../metrics/summarise.ts';
import type { Prediction } from './predict-examples.ts';

/**
 * Returns what the metrics compare for one example: classes and their probabilities, and valence and arousal as columns. Rows whose
 * truth is not known have weight 0.
 */
export function toPredictions({ example, outputs }: Prediction, classes: number): Predictions {
  const { expression, valence, arousal } = example.targets;
  const columns = [
    [outputs.valence, valence],
    [outputs.arousal, arousal],
  ].filter((pair): pair is [Float32Array, Float32Array] => pair[0] !== undefined && pair[1] !== undefined);
  return {
    ...(expression !== undefined && outputs.expression !== undefined && classParts(outputs.expression, expression, classes)),
    ...(columns.length > 0 && { continuous: joinColumns(columns) }),
  };
}

function classParts(probabilities: Float32Array, actual: Int32Array, classes: number): Predictions {
  const weights = Float64Array.from(actual, (value) => (value >= 0 ? 1 : 0));
  const rows = probabilities.subarray(0, actual.length * classes); // The rest is padding
  return {
    classes: { predicted: argmaxRows(rows, classes), actual, classes, weights },
    probabilities: { predicted: rows, actual, classes, weights },
  };
}

function joinColumns(columns: readonly (readonly [Float32Array, Float32Array])[]): NonNullable<Predictions['continuous']> {
  const length = columns[0]![1].length;
  const interleave = (side: 0 | 1) => Float64Array.from({ length: length * columns.length }, (_, at) => columns[at % columns.length]![side][Math.floor(at / columns.length)]!);
  const actual = interleave(1);
  return { predicted: interleave(0), actual, columns: columns.length, weights: actual.map((value) => (Number.isNaN(value) ? 0 : 1)) };
}
