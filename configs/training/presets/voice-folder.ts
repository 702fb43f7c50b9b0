/** Emotion of recordings of speech by one vector each, judged on speakers that were not trained on. */
export const voiceFolder = {
  about: 'A folder of speech: expressions by one vector a recording, folds without a speaker on both sides.',
  config: {
    name: 'voice',
    labels: {
      level: 'clip',
      columns: { clip: 'name', expression: 'expression', speaker: 'speaker' },
      classes: ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'],
      aliases: { calm: 'neutral', angry: 'anger', disgusted: 'disgust', fearful: 'fear', happy: 'happiness', joy: 'happiness', sad: 'sadness', surprised: 'surprise' },
    },
    model: { name: 'lf-dnn' },
    head: { name: 'expression', weights: 'balanced' },
    folds: { kind: 'group', by: 'speaker', folds: 5, stratify: true },
    training: { epochs: 60, batch: 32, learningRate: 1e-3, metric: 'uar', patience: 15, standardise: true },
  },
} as const;
