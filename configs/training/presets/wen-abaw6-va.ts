import { AFF_WILD2_VA_LABELS } from './aff-wild2-labels.ts';

/** The valence–arousal branch of Wen et al. (2024), windows of 1000 frames, 200 apart, at the 30 frames a second of the frame clock. */
export const wenAbaw6Va = {
  about: 'Wen et al., ABAW6, valence and arousal: attention over BiLSTMs on windows of 1000 frames, CCC loss.',
  config: {
    name: 'wen-abaw6-va',
    labels: AFF_WILD2_VA_LABELS,
    windows: { size: 1000 / 30, hop: 200 / 30 },
    model: { name: 'attention-seq' },
    head: { name: 'valence-arousal', activation: 'linear', loss: { kind: 'ccc' } },
    folds: { kind: 'given', by: 'split' },
    training: { epochs: 100, batch: 32, learningRate: 1e-3, optimizer: { name: 'adam', weightDecay: 1e-5 }, metric: 'ccc', patience: 15, standardise: true },
  },
} as const;

/** What their code does otherwise: CCC of each window with mixed moments, features stretched by their number of rows, neither early stopping nor standardised features. */
export const WEN_VA_AS_PUBLISHED = {
  head: { name: 'valence-arousal', activation: 'linear', loss: { kind: 'ccc', over: 'wen' } },
  alignment: { method: 'wen' },
  training: { patience: null, standardise: false },
} as const;
