import { AFF_WILD2_VA_LABELS } from './aff-wild2-labels.ts';
import { AFF_WILD2_TRAINING, AFF_WILD2_WINDOWS } from './aff-wild2-training.ts';

/** Valence and arousal of every frame, as ABAW scores them. */
export const affWild2Va = {
  about: 'Aff-Wild2: valence and arousal of every frame, a transformer on windows of 300 frames, CCC loss.',
  config: {
    name: 'aff-wild2-va',
    labels: AFF_WILD2_VA_LABELS,
    windows: AFF_WILD2_WINDOWS,
    model: { name: 'transformer' },
    head: { name: 'valence-arousal', activation: 'tanh', loss: { kind: 'ccc' } },
    folds: { kind: 'given', by: 'split' },
    training: { ...AFF_WILD2_TRAINING, metric: 'ccc' },
  },
} as const;
