const WORDS: Readonly<Record<string, string>> = {
  ccc: 'mean CCC',
  'ccc-valence': 'CCC of valence',
  'ccc-arousal': 'CCC of arousal',
  'macro-f1': 'macro F1',
  'macro-f1-present': 'macro F1 of classes there',
  'weighted-f1': 'weighted F1',
  'au-f1': 'mean F1 of units',
  'abaw-mtl': 'multi-task score',
  'mer-combined': 'combined score',
  mse: 'MSE of valence',
  accuracy: 'accuracy',
  uar: 'mean recall',
  'set-overlap': 'set overlap',
  'set-accuracy': 'set accuracy',
  'set-recall': 'set recall',
  'wheel-f1': 'F1 on wheels',
  'wheel-f1-level1': 'F1 on wheels, level 1',
  'wheel-f1-level2': 'F1 on wheels, level 2',
  'wheel-precision-level1': 'precision on wheels',
  'wheel-recall-level1': 'recall on wheels',
  'valence-error': 'error of valence',
  f1: 'F1',
};

/** Returns what a metric is called in text. */
export function metricWords(name: string): string {
  return WORDS[name] ?? name;
}

/** Returns a count with its noun, `1 frame` or `3 frames`. */
export function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
