import { AFF_WILD2_EXPR_LABELS } from './aff-wild2-labels.ts';

/** The expression branch of Wen et al. (2024): a transformer over 64 frames, focal loss mixed with a divergence from the smoothed label. Classes are weighted, since Neutral and Other are most of the frames. */
export const wenAbaw6Expr = {
  about: 'Wen et al., ABAW6, eight expressions: a transformer on 64 frames, focal loss and divergence.',
  config: {
    name: 'wen-abaw6-expr',
    labels: AFF_WILD2_EXPR_LABELS,
    windows: { size: 64 / 30, hop: 64 / 30 },
    model: { name: 'transformer', options: { hidden: 128, layers: 1, heads: 2, dropout: 0.5 } },
    head: { name: 'expression', weights: 'balanced', smoothing: 0.1, focal: { gamma: 2, alpha: 0.9 }, divergence: { share: 0.2, to: 'label' } },
    folds: { kind: 'given', by: 'split', missingClasses: 'warn' },
    training: { epochs: 40, batch: 8, learningRate: 1e-3, optimizer: { name: 'adamw', weightDecay: 5e-5 }, schedule: { name: 'plateau', patience: 10, factor: 0.1 }, metric: 'macro-f1', patience: 15, standardise: true },
  },
} as const;

/** What their code does otherwise: no class weights, no early stopping. */
export const WEN_EXPR_AS_PUBLISHED = {
  head: { name: 'expression', weights: [1, 1, 1, 1, 1, 1, 1, 1] },
  training: { patience: null },
} as const;
