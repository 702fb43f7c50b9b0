import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { encodeModalities } from './encode-modalities.ts';
import { utteranceModel } from './utterance-model.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `tfn`. MERBench also searches `hidden: 128`, which three modalities exceed the default limit with. */
export const TFN_OPTIONS = {
  hidden: { default: 64, minimum: 1, maximum: 4096, integer: true, search: [64] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  /** Most weights of the layer after the outer product. Training holds four numbers for each: 50 million are 0.8 GB. */
  largestLayer: { default: 50_000_000, minimum: 1, maximum: 500_000_000, integer: true },
} as const satisfies ModelOptions;

type TfnOptions = OptionValues<typeof TFN_OPTIONS>;

/**
 * Returns the tensor fusion network (Zadeh et al., 2017, section 4.2): the outer product `[h_1; 1] ⊗ … ⊗ [h_M; 1]` of the encoded
 * modalities, dropout, then two linear layers with ReLU. A missing modality is `[0, …, 0, 1]`, so that the products of the others
 * remain as they are without it.
 *
 * `fuse` throws a RangeError when the layer after the product would have more weights than `largestLayer`: `(hidden + 1)^M · hidden`,
 * which is 275 million for three modalities of 128.
 */
export function tfn({ hidden, dropout, largestLayer }: TfnOptions): FusionModel {
  return utteranceModel('tfn', (scope, inputs) => {
    checkSize(Object.keys(inputs).length, hidden, largestLayer);
    const product = encodeModalities(scope, inputs, { hidden, dropout })
      .map((modality) => tf.pad(modality.hidden, [[0, 0], [0, 1]], 1))
      .reduce(outerProduct);
    const first = tf.relu(linear(scope.in('0'), scope.dropout(product, dropout), hidden));
    return { features: tf.relu(linear(scope.in('1'), first, hidden)) };
  });
}

/** Returns `[B, P · Q]` of `[B, P]` and `[B, Q]`. */
function outerProduct(a: Tensor, b: Tensor): Tensor {
  const product = tf.mul(tf.expandDims(a, 2), tf.expandDims(b, 1));
  return tf.reshape(product, [product.shape[0], -1]);
}

function checkSize(modalities: number, hidden: number, largest: number): void {
  const weights = (size: number) => (size + 1) ** modalities * size;
  if (weights(hidden) <= largest) return;
  let fitting = hidden;
  while (weights(fitting) > largest) fitting--;
  throw new RangeError(
    `tfn.hidden: is ${hidden}, which with ${modalities} modalities makes an outer product of ${(hidden + 1) ** modalities} numbers and a layer of ${weights(hidden)} weights, ` +
      `more than the limit of ${largest}. Choose ${fitting} or less, or raise largestLayer.`,
  );
}
