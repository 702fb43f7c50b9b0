import type { ConfusionMatrix } from '../../fusion/metrics/confusion-matrix.ts';
import type { ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { findClassOrder } from './class-order.ts';
import { scoreOf } from './score-of.ts';

/** As much better the other order must be, and of so many rows. */
const [GAIN, FEWEST_ROWS] = [0.2, 200];

/** Returns sentences on what answers look like that were written in another order, or are all the same. */
export function warnOf(summary: ScoreSummary, protocol: Protocol, swapped: ScoreSummary = {}): string[] {
  return [...classWarnings(summary, protocol), ...constantWarnings(summary), ...swapWarnings(summary, swapped)];
}

function classWarnings({ classes: matrix }: ScoreSummary, { classes }: Protocol): string[] {
  if (matrix === undefined || classes === undefined) return [];
  const order = findClassOrder(matrix);
  const constant = onlyClass(matrix);
  return [
    ...(constant === undefined ? [] : [`Every answer is ${classes[constant]!}.`]),
    ...(order === undefined ? [] : [
      `WRONG CLASS ORDER? Macro F1 is ${order.score.toFixed(3)}, and would be ${order.reordered.toFixed(3)} if the codes 0 to ${classes.length - 1} of the answers meant ${order.meaning.map((code) => classes[code]!).join(', ')}, where they mean ${classes.join(', ')}.`,
    ]),
  ];
}

function onlyClass({ classes, counts }: ConfusionMatrix): number | undefined {
  const predicted = Array.from({ length: classes }, (_, code) => code).filter((code) => counts.some((count, cell) => cell % classes === code && count > 0));
  return predicted.length === 1 ? predicted[0] : undefined;
}

function constantWarnings({ continuous = [] }: ScoreSummary): string[] {
  return continuous.flatMap(({ count, m2Predicted }, column) => (count > 1 && m2Predicted === 0 ? [`Every answer for ${column === 0 ? 'valence' : 'arousal'} is the same, so its CCC is 0 (and undefined where the labels are the same too).`] : []));
}

function swapWarnings(summary: ScoreSummary, swapped: ScoreSummary): string[] {
  if (swapped.continuous === undefined || (summary.continuous?.[0]?.count ?? 0) < FEWEST_ROWS) return [];
  const [straight, other] = [scoreOf('ccc', summary), scoreOf('ccc', swapped)];
  return other > straight + GAIN ? [`SWAPPED COLUMNS? The mean CCC is ${straight.toFixed(3)}, and would be ${other.toFixed(3)} with valence and arousal the other way round. Valence comes first.`] : [];
}
