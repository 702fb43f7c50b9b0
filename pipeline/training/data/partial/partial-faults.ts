import { PARTIAL_METHODS } from '../../../../fusion/train/partial/methods.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';

/** Returns what of a configuration does not suit candidate labels, a sentence each; of one without candidates, whether it names some all the same. */
export function partialFaults({ features, labels, training, head }: TrainingConfig): string[] {
  const { columns, votes, predictions, level } = labels;
  const sources = Object.entries({ 'labels.columns.candidates': columns.candidates, 'labels.votes': votes, 'labels.predictions': predictions }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const { partial } = training;
  if (partial === null) return sources.map((name) => `${name}: candidates are named, and nothing learns from them; set \`training.partial\`, such as {"method": "alim-onehot"}`);
  const others = head.name === 'expression' ? (['weights', 'smoothing', 'focal', 'divergence'] as const).filter((option) => head[option] !== undefined) : [];
  const strangers = Object.keys(partial.augmentation.pictures ?? {}).filter((name) => !Object.hasOwn(features, name));
  return [
    ...strangers.map((name) => `training.partial.augmentation.pictures.${name}: there is no feature "${name}"; name one of ${Object.keys(features).join(', ')}`),
    ...(sources.length === 1 ? [] : [`training.partial: candidates are to be in one place and are ${sources.length === 0 ? 'nowhere; name a column with labels.columns.candidates, columns with labels.votes, or tables with labels.predictions' : `in ${sources.join(' and ')}; keep one`}`]),
    ...(Object.hasOwn(PARTIAL_METHODS, partial.method) ? [] : [`training.partial.method: there is no "${partial.method}"; known are ${Object.keys(PARTIAL_METHODS).join(', ')}`]),
    ...(head.name === 'expression' ? [] : [`training.partial: candidates are of one expression, and the head "${head.name}" predicts more; choose the head "expression"`]),
    ...others.map((option) => `head.${option}: the loss is that of training.partial; leave it out`),
    ...(level === 'clip' ? [] : ['training.partial: candidates are given by clip, and the labels are by frame; choose labels.level "clip"']),
  ];
}
