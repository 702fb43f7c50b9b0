import tf from '@tensorflow/tfjs';
import { maskedMean } from '../layers/masked-mean.ts';
import { temporalTransformer } from './temporal-transformer.ts';
import { toLayerPlans, type TransformerModelOptions } from './transformer-options.ts';
import type { FusionModel } from './fusion-model.ts';

/**
 * Returns a temporal fusion transformer: pre-norm layers (Xiong et al., 2020) with GELU and rotary positions (Su et al., 2021) over one token a frame.
 *
 * A token is `Σ_m W_m · LayerNorm(x_m) + e_m` over the modalities that the frame has: a linear layer over all of them side by side, of which what is
 * missing adds nothing, and a learned vector that says which are there. One stream a modality would let attention find the offset between them, but
 * costs M² as much; the timelines are known, so the frames are joined here and only time is attended over. MulT is there for streams without one timeline.
 * The features of a clip are the mean over its frames.
 *
 * @throws RangeError when the sizes of heads do not fit together
 */
export function transformer(options: TransformerModelOptions): FusionModel {
  const { positionScale, ropeCheck } = options;
  return {
    name: 'transformer',
    takes: 'aligned',
    perFrame: true,
    rotary: { check: ropeCheck, positionScale, layers: toLayerPlans(options) },
    trace: (scope, inputs, places) => temporalTransformer(scope, inputs, options, places),
    fuse(scope, inputs, output) {
      const { frames, extent } = temporalTransformer(scope, inputs, options);
      return { features: output === 'clip' ? maskedMean(frames, extent) : tf.mul(frames, tf.expandDims(extent, 2)) };
    },
  };
}
