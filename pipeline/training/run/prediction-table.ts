import { quoteCell } from '../../export/quote-cell.ts';
import { argmaxRows } from '../../../fusion/metrics/argmax-rows.ts';
import type { ExampleTargets } from '../../../fusion/train/example.ts';
import type { Prediction } from '../../../fusion/train/predict-examples.ts';

/** Column names of a table of predictions, and a way to make its lines. */
export interface PredictionTable {
  readonly header: string;
  /** Returns the lines of one clip: one, or one a frame with its time. */
  lines(prediction: Prediction, extra?: readonly string[]): string[];
}

/** What the table is to hold. */
export interface PredictionTableOptions {
  readonly classes: readonly string[];
  /** Dimensions that are predicted: valence, arousal. */
  readonly dimensions: readonly string[];
  /** Seconds of each row of a clip; absent where there is one prediction a clip. */
  readonly times?: ((clip: string) => Float64Array) | undefined;
  /** Names of columns between the clip and the rest. */
  readonly extra?: readonly string[] | undefined;
  /** Whether what is true stands at the end: `actual_expression`, `actual_valence`, …; empty where it is not known. */
  readonly truth?: boolean | undefined;
}

/** Returns a table with the columns clip, time (frames only), expression, one probability a class, valence and arousal. */
export function predictionTable({ classes, dimensions, times, extra = [], truth = false }: PredictionTableOptions): PredictionTable {
  const columns = ['clip', ...(times === undefined ? [] : ['time']), ...extra, ...(classes.length > 0 ? ['expression', ...classes.map((name) => `p_${name}`)] : []), ...dimensions, ...(truth ? [...(classes.length > 0 ? ['expression'] : []), ...dimensions].map((name) => `actual_${name}`) : [])];
  const actual = ({ expression, ...values }: ExampleTargets, row: number) => [
    ...(classes.length > 0 ? [quoteCell(classes[expression?.[row] ?? -1] ?? '')] : []),
    ...dimensions.map((name) => figureOrNothing(values[name as 'valence' | 'arousal']?.[row])),
  ];
  return {
    header: columns.map(quoteCell).join(','),
    lines({ example, outputs }, given = []) {
      const chosen = outputs.expression === undefined ? undefined : argmaxRows(outputs.expression, classes.length);
      const rows = chosen?.length ?? outputs[dimensions[0]!]!.length;
      const instants = times?.(example.clip);
      return Array.from({ length: instants === undefined ? rows : Math.min(rows, instants.length) }, (_, row) => {
        const probabilities = chosen === undefined ? [] : [quoteCell(classes[chosen[row]!]!), ...classes.map((_name, column) => figure(outputs.expression![row * classes.length + column]!))];
        const time = instants === undefined ? [] : [figure(instants[row]!)];
        return [quoteCell(example.clip), ...time, ...given.map(quoteCell), ...probabilities, ...dimensions.map((name) => figure(outputs[name]![row]!)), ...(truth ? actual(example.targets, row) : [])].join(',');
      });
    },
  };
}

function figureOrNothing(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : figure(value);
}

function figure(value: number): string {
  return String(Number(value.toFixed(6)));
}
