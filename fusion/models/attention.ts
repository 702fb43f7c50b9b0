import tf from '@tensorflow/tfjs';
import { zeros } from '../../runtime/train/initialiser.ts';
import { linear } from '../layers/linear.ts';
import { encodeModalities } from './encode-modalities.ts';
import { maskedSoftmax } from './masked-softmax.ts';
import { scoreJointly } from './score-jointly.ts';
import { utteranceModel } from './utterance-model.ts';
import { weighModalities } from './weigh-modalities.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `attention`, with MERBench's search. */
export const ATTENTION_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  /** Whether the scores become weights that sum to 1, or are taken as they are. */
  softmax: { default: false },
  /** `'joint'`: one network scores all modalities from all of them; `'each'`: one vector scores each modality by itself. */
  scoring: { default: 'joint', values: ['joint', 'each'] },
} as const satisfies ModelOptions;

type AttentionOptions = OptionValues<typeof ATTENTION_OPTIONS>;

/**
 * Returns attention fusion: each modality is encoded, `h_m = MLP_m(x_m)`, and the features are `Σ_m a_m · h_m`.
 *
 * The defaults are the published code of MER2023 and MERBench, `a = W · MLP([h_1, …, h_M]) + b` without a softmax. The paper
 * (Lian et al., "MER 2023", equations 4 and 5) has `a = softmax([wᵀh_1, …, wᵀh_M] + b)`: `softmax: true` with `scoring: 'each'`.
 * A missing modality has weight 0 and is seen as zeros by the joint network; the softmax is over the present ones. Without a softmax
 * the weights have any sign and size.
 */
export function attention(options: AttentionOptions): FusionModel {
  return utteranceModel('attention', (scope, inputs) => {
    const modalities = encodeModalities(scope, inputs, options);
    const present = tf.stack(modalities.map(({ mask }) => mask), 1);
    const hidden = modalities.map((modality) => modality.hidden);
    const scores = options.scoring === 'joint' ? scoreJointly(scope, hidden, options) : scoreEach(scope.in('scores'), hidden);
    const weights = options.softmax ? maskedSoftmax(scores, present) : tf.mul(scores, present);
    return { features: weighModalities(hidden, weights), weights };
  });
}

/** Returns `[B, M]`. */
function scoreEach(scope: Scope, hidden: readonly Tensor[]): Tensor {
  const each = hidden.map((modality) => linear(scope, modality, 1, { bias: false }));
  return tf.add(tf.concat(each, 1), scope.parameter('bias', [hidden.length], zeros));
}
