import { quoteCell } from '../../export/quote-cell.ts';
import type { PartialTraining } from '../../../fusion/train/partial/partial-training.ts';
import type { PartialFold } from '../training-data.ts';

/** Name of the table in the folder of a fold that was trained on candidate labels. */
export const TARGETS_NAME = 'targets.csv';

/**
 * Returns what was believed of each training example at the end of a fold, as CSV: clip, its candidates as they were given, with weights; the class that is believed and its share; the margin (probability
 * of the best candidate over that of the best other class, when last seen); whether its label was known for sure, and the label where there is one.
 */
export function targetsTable({ candidates: { sets, weights, pinned }, clips, truth }: PartialFold, { targets, margins }: PartialTraining, classes: readonly string[]): string {
  const count = classes.length;
  const lines = clips.map((clip, row) => {
    const at = row * count;
    const own = targets.subarray(at, at + count);
    const target = own.indexOf(Math.max(...own));
    const given = classes.flatMap((name, code) => (sets[at + code] === 1 ? [`${name}:${figure(weights?.[at + code] ?? 0)}`] : []));
    return [clip, given.join('|'), classes[target]!, figure(own[target]!), figure(margins[row]!), String(pinned?.[row] === 1), classes[truth[row]!] ?? ''].map(quoteCell).join(',');
  });
  return ['clip,candidates,target,share,margin,known,label', ...lines, ''].join('\n');
}

function figure(value: number): string {
  return String(Number(value.toPrecision(5)));
}
