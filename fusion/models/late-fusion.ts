import tf from '@tensorflow/tfjs';
import { zeros } from '../../runtime/train/initialiser.ts';
import { encodeModalities } from './encode-modalities.ts';
import { maskedSoftmax } from './masked-softmax.ts';
import { utteranceModel } from './utterance-model.ts';
import { weighModalities } from './weigh-modalities.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** Options of `late-fusion`. */
export const LATE_FUSION_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  /** Whether modalities count the same, or as much as is learned: one weight a modality, for all clips. */
  weights: { default: 'equal', values: ['equal', 'learned'], search: ['equal', 'learned'] },
} as const satisfies ModelOptions;

/**
 * Returns late fusion: the modalities see nothing of each other, and the features are the weighted mean of their encodings,
 * `Σ_m w_m · MLP_m(x_m) / Σ_m w_m` over the modalities that the clip has. A linear head then gives the weighted mean of what
 * it gives for each modality alone. Learned weights are a softmax of one number a modality, 0 at first.
 */
export function lateFusion({ weights: kind, ...encoder }: OptionValues<typeof LATE_FUSION_OPTIONS>): FusionModel {
  return utteranceModel('late-fusion', (scope, inputs) => {
    const modalities = encodeModalities(scope, inputs, encoder);
    const present = tf.stack(modalities.map(({ mask }) => mask), 1);
    const scores = kind === 'learned' ? scope.parameter('scores', [modalities.length], zeros) : tf.zeros([modalities.length]);
    const weights = maskedSoftmax(scores, present);
    return { features: weighModalities(modalities.map(({ hidden }) => hidden), weights), weights };
  });
}
