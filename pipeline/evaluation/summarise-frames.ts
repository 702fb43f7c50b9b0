import type { FrameAnswer } from '../../datasets/clip.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { FrameRows } from '../../datasets/predictions/predictions.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { summarise, type Predictions, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { AlignedRows } from './align-rows.ts';

interface Context {
  readonly aligned: AlignedRows;
  readonly protocol: Protocol;
}

interface Summaries {
  readonly summary: ScoreSummary;
  readonly swapped?: ScoreSummary;
}

/** Returns sums over the rows of one clip that have a label. Each kind of label has its own gaps. @throws DatasetError when answers or labels lack what the protocol asks for */
export function summariseFrames(rows: FrameRows, answer: FrameAnswer, { aligned: { within }, protocol }: Context): Summaries {
  const { classes, units, valence } = protocol;
  const continuous = valence === undefined ? undefined : continuousSeries(rows, answer, within);
  const parts: Predictions = {
    ...(continuous !== undefined && { continuous }),
    ...(classes !== undefined && classSeries(rows, answer, { within, classes: classes.length })),
    ...(units !== undefined && { units: unitSeries(rows, answer, { within, columns: units.length }) }),
  };
  return { summary: summarise(parts), ...(continuous !== undefined && { swapped: summarise({ continuous: { ...continuous, predicted: swap(continuous.predicted) } }) }) };
}

function continuousSeries(rows: FrameRows, answer: FrameAnswer, within: number) {
  const [predicted, actual, weights] = [new Float32Array(2 * within), new Float32Array(2 * within), new Uint8Array(within)];
  const [valence, arousal] = [need(rows.valence, 'valence'), need(rows.arousal, 'arousal')];
  const [trueValence, trueArousal] = [need(answer.valence, 'labels of valence'), need(answer.arousal, 'labels of arousal')];
  for (let row = 0; row < within; row++) {
    const frame = rows.frames[row]! - 1;
    predicted[2 * row] = valence[row]!;
    predicted[2 * row + 1] = arousal[row]!;
    actual[2 * row] = trueValence[frame]!;
    actual[2 * row + 1] = trueArousal[frame]!;
    weights[row] = Number.isNaN(actual[2 * row]! + actual[2 * row + 1]!) ? 0 : 1;
  }
  return { predicted, actual, weights, columns: 2 };
}

function swap(values: Float32Array): Float32Array {
  return values.map((_, index) => values[index ^ 1]!);
}

function classSeries(rows: FrameRows, answer: FrameAnswer, { within, classes }: { within: number; classes: number }): Pick<Predictions, 'classes' | 'probabilities'> {
  const truth = need(answer.expression, 'labels of expressions');
  const [actual, weights] = [new Int8Array(within), new Uint8Array(within)];
  for (let row = 0; row < within; row++) {
    actual[row] = truth[rows.frames[row]! - 1]!;
    weights[row] = actual[row]! >= 0 ? 1 : 0;
  }
  const predicted = need(rows.expression, 'expression').subarray(0, within);
  const scores = rows.scores?.subarray(0, within * classes);
  return { classes: { predicted, actual, weights, classes }, ...(scores !== undefined && areProbabilities(scores, classes) && { probabilities: { predicted: scores, actual, weights, classes } }) };
}

function unitSeries(rows: FrameRows, answer: FrameAnswer, { within, columns }: { within: number; columns: number }) {
  const truth = need(answer.units, 'labels of action units');
  const actual = new Int8Array(within * columns);
  for (let row = 0; row < within; row++) {
    const from = (rows.frames[row]! - 1) * columns;
    for (let unit = 0; unit < columns; unit++) actual[row * columns + unit] = truth[from + unit]!;
  }
  const weights = new Uint8Array(within);
  for (let row = 0; row < within; row++) weights[row] = actual[row * columns]! >= 0 ? 1 : 0;
  return { predicted: need(rows.units, 'action units').subarray(0, within * columns), actual, weights, columns };
}

/** Whether every row of scores is a distribution, as measures of calibration need it. */
export function areProbabilities(scores: ArrayLike<number>, classes: number): boolean {
  for (let row = 0; row < scores.length; row += classes) {
    let sum = 0;
    for (let code = 0; code < classes; code++) {
      const score = scores[row + code]!;
      if (!(score >= 0 && score <= 1.001)) return false;
      sum += score;
    }
    if (Math.abs(sum - 1) > 1e-3) return false;
  }
  return true;
}

function need<Values>(values: Values | undefined, what: string): Values {
  if (values !== undefined) return values;
  throw new DatasetError('NO_LABEL', { path: 'evaluation', detail: `there are no ${what}, which the protocol needs`, next: 'Choose the protocol that suits what is there, or give the file that has it.' });
}
