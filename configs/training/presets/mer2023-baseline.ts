import { MER_LABELS } from './mer-labels.ts';

/** MER2023's official baseline: attention over utterance vectors, five random folds, which keep no speakers apart. */
export const mer2023Baseline = {
  about: 'MER2023: attention over one vector a clip, emotion and valence, the published random folds.',
  config: {
    name: 'mer2023-baseline',
    labels: MER_LABELS,
    model: { name: 'attention' },
    head: { name: 'mer' },
    folds: { kind: 'random', folds: 5 },
    training: { epochs: 100, batch: 32, learningRate: 1e-3, optimizer: { name: 'adam', weightDecay: 1e-5 }, metric: 'mer-combined' },
  },
} as const;
