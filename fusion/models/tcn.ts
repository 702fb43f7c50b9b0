import tf from '@tensorflow/tfjs';
import { conv1d } from '../layers/conv1d.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { maskedMean } from '../layers/masked-mean.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `tcn`. A frame sees 2 · (size − 1) · (2^blocks − 1) + 1 frames: 121 with the defaults. */
export const TCN_OPTIONS = {
  channels: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  blocks: { default: 4, minimum: 1, maximum: 12, integer: true, search: [3, 4, 5] },
  /** Taps of each filter. */
  size: { default: 5, minimum: 1, maximum: 31, integer: true, search: [3, 5] },
  /** A frame sees itself and earlier ones only, so that it can be told while a video runs. */
  causal: { default: false },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.3, 0.5] },
} as const satisfies ModelOptions;

type TcnOptions = OptionValues<typeof TCN_OPTIONS>;

/**
 * Returns a temporal convolutional network (Bai et al., "An Empirical Evaluation of Generic Convolutional and Recurrent Networks", 2018, section 3) over the
 * modalities of each frame side by side. Block n is two convolutions with dilation 2ⁿ, each with normalisation, ReLU and dropout, added to what the
 * block was given. The normalisation is over the channels of a frame in place of the paper's weight normalisation, so that padding changes nothing.
 * The features of a clip are the mean over its frames.
 */
export function tcn(options: TcnOptions): FusionModel {
  return {
    name: 'tcn',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const { sequences, extent } = toAlignedSequences('tcn', inputs, 1);
      const frames = tf.expandDims(extent, 2);
      let x = tf.concat(sequences.map(({ values }) => values), 2);
      for (let index = 0; index < options.blocks; index++) x = block(scope.in(String(index)), x, { ...options, frames, dilation: 2 ** index });
      return { features: output === 'clip' ? maskedMean(x, extent) : x };
    },
  };
}

interface BlockOptions extends TcnOptions {
  readonly dilation: number;
  /** Shape `[B, T, 1]`: 1 at the clip's frames. */
  readonly frames: Tensor;
}

function block(scope: Scope, x: Tensor, { channels, size, causal, dropout, dilation, frames }: BlockOptions): Tensor {
  const padding = causal ? 'causal' : 'same';
  const convolve = (part: Scope, input: Tensor) => {
    const filtered = layerNorm(part.in('norm'), conv1d(part, input, { channels, size, dilation, padding }));
    return part.dropout(tf.mul(tf.relu(filtered), frames), dropout);
  };
  const branch = convolve(scope.in('1'), convolve(scope.in('0'), x));
  const same = x.shape[2] === channels ? x : linear(scope.in('skip'), x, channels);
  return tf.mul(tf.add(same, branch), frames);
}
