import tf from '@tensorflow/tfjs';
import { zeros } from '../../runtime/train/initialiser.ts';
import { linear } from '../layers/linear.ts';
import { encodeModalities } from './encode-modalities.ts';
import { utteranceModel } from './utterance-model.ts';
import type { Initialiser } from '../../runtime/train/initialiser.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** Options of `lmf`, with MERBench's search. */
export const LMF_OPTIONS = {
  hidden: { default: 128, minimum: 2, maximum: 4096, integer: true, search: [32, 64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  rank: { default: 4, minimum: 1, maximum: 256, integer: true, search: [3, 4, 5, 6] },
} as const satisfies ModelOptions;

/**
 * Returns low-rank multimodal fusion (Liu et al., 2018, section 3.2): the outer product of TFN through a layer whose weights have
 * rank R, without ever forming the product: `Σ_r v_r · Π_m (W_m,r · [h_m; 1]) + b`, elementwise, of size `⌊hidden / 2⌋`; the sum over
 * the rank is weighted as in the authors' code. The factors of a modality are the layer `factor/<modality>`: the R matrices side by
 * side, its bias being their rows for the constant 1. That bias is all that remains of a missing modality.
 */
export function lmf({ hidden, dropout, rank }: OptionValues<typeof LMF_OPTIONS>): FusionModel {
  const size = Math.floor(hidden / 2);
  const factors = xavierNormal((hidden + 1) * size, rank * size); // As PyTorch reckons the fans of [R, hidden + 1, size]
  return utteranceModel('lmf', (scope, inputs) => {
    const product = encodeModalities(scope, inputs, { hidden, dropout })
      .map((modality) => linear(scope.in('factor').in(modality.name), modality.hidden, rank * size, { weights: factors, biases: factors }))
      .reduce((a, b) => tf.mul(a, b));
    const weights = scope.parameter('weights', [rank, 1], xavierNormal(rank, 1));
    const summed = tf.sum(tf.mul(tf.reshape(product, [-1, rank, size]), weights), 1);
    return { features: tf.add(summed, scope.parameter('bias', [size], zeros)) };
  });
}

/** Normal initialisation of Glorot and Bengio (2010). */
function xavierNormal(fanIn: number, fanOut: number): Initialiser {
  return { kind: 'normal', deviation: Math.sqrt(2 / (fanIn + fanOut)) };
}
