import { AFF_WILD2_EXPR_LABELS } from './aff-wild2-labels.ts';
import { AFF_WILD2_TRAINING, AFF_WILD2_WINDOWS } from './aff-wild2-training.ts';

/** The eight expressions of every frame, as ABAW scores them. Neutral and Other are most of the frames, so classes are weighted. */
export const affWild2Expr = {
  about: 'Aff-Wild2: eight expressions for every frame, a TCN on windows of 300 frames, weighted classes.',
  config: {
    name: 'aff-wild2-expr',
    labels: AFF_WILD2_EXPR_LABELS,
    windows: AFF_WILD2_WINDOWS,
    model: { name: 'tcn' },
    head: { name: 'expression', weights: 'balanced', smoothing: 0.1 },
    folds: { kind: 'given', by: 'split' },
    training: { ...AFF_WILD2_TRAINING, metric: 'macro-f1' },
  },
} as const;
