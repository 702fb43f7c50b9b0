/** Card of the text head that comes with affekt; registry id `affekt-words`. More in `text-head.card.md`. */
export const textHeadCard = {
  title: 'Linear head on hashed words and runs of letters, 7 emotions with valence, arousal and dominance, English',
  task: 'text-emotion',
  file: {
    bundled: 'extractors/text/emotion/text-head.safetensors',
    sha256: '48e5b4906908e0aedf476d6d576632b61a5ab5c7b921d028da2343271f29ef04',
  },
  labels: ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'],
  trainedOn: ['GoEmotions, Ekman grouping, training part', 'EmoBank, training part'],
  licence: { code: 'MIT', weights: 'CC BY-SA 4.0 (from EmoBank)', commercial: 'yes' },
  /** Macro-F1 of the most probable class on comments of GoEmotions with one label, development part. */
  oneLabelMacroF1: 0.5943,
  quality: 'Macro-F1 on the development part of GoEmotions 0.607 (several labels a comment; BERT 0.64 on the test part); Pearson on that of EmoBank 0.59, 0.47, 0.29. On other text less.',
  source: 'scripts/train-text-head.ts',
} as const;
