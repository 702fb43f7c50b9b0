import { AFF_WILD2_TRAINING, AFF_WILD2_WINDOWS } from './aff-wild2-training.ts';

/** Valence and arousal of every frame, as ABAW scores them. */
export const affWild2Va = {
  about: 'Aff-Wild2: valence and arousal of every frame, a transformer on windows of 300 frames, CCC loss.',
  config: {
    name: 'aff-wild2-va',
    labels: {
      level: 'frame',
      columns: { clip: 'clip', time: 'time', valence: 'valence', arousal: 'arousal', split: 'split' },
      invalid: { valence: [-5], arousal: [-5] },
      unlabelled: 'skip',
    },
    windows: AFF_WILD2_WINDOWS,
    model: { name: 'transformer' },
    head: { name: 'valence-arousal', activation: 'tanh', loss: { kind: 'ccc' } },
    folds: { kind: 'given', by: 'split' },
    training: { ...AFF_WILD2_TRAINING, metric: 'ccc' },
  },
} as const;
