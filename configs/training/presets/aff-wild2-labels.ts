/** A row a frame: valence and arousal, −5 where there is none. */
export const AFF_WILD2_VA_LABELS = {
  level: 'frame',
  columns: { clip: 'clip', time: 'time', valence: 'valence', arousal: 'arousal', split: 'split' },
  invalid: { valence: [-5], arousal: [-5] },
  unlabelled: 'skip',
} as const;

/** A row a frame: one of eight expressions, by name or by code in the order of the annotations, −1 where there is none. */
export const AFF_WILD2_EXPR_LABELS = {
  level: 'frame',
  columns: { clip: 'clip', time: 'time', expression: 'expression', split: 'split' },
  classes: ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'other'],
  aliases: { 0: 'neutral', 1: 'anger', 2: 'disgust', 3: 'fear', 4: 'happiness', 5: 'sadness', 6: 'surprise', 7: 'other' },
  invalid: { expression: ['-1'] },
  unlabelled: 'skip',
} as const;
