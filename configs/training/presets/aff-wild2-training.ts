/** 300 frames, 200 apart, at the 30 Hz that most of its videos have. */
export const AFF_WILD2_WINDOWS = { size: 10, hop: 20 / 3 } as const;

/** What both tasks share. */
export const AFF_WILD2_TRAINING = {
  epochs: 30,
  batch: 32,
  learningRate: 1e-4,
  optimizer: { name: 'adamw', weightDecay: 1e-5 },
  schedule: { name: 'cosine', warmup: 1 },
  clip: { kind: 'norm', limit: 1 },
  patience: 8,
  standardise: true,
} as const;
