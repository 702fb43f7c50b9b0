import tf from '@tensorflow/tfjs';
import { conv1d } from '../../runtime/ops/conv1d.ts';
import { zeros } from '../../runtime/train/initialiser.ts';
import { conv1d as convolution } from '../layers/conv1d.ts';
import { planRateChange, type RateChange } from './plan-rate-change.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { ModalityInput } from '../models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** From which rate to which, and what is learned. */
export interface ConvolutionalAlignmentOptions {
  /** Rate of the input, Hz. Frame i is at i / fromRate seconds and lasts until the next. */
  readonly fromRate: number;
  /** Rate of the output, Hz. */
  readonly toRate: number;
  /** Channels of the output. */
  readonly channels: number;
  /** Odd number of taps of the filter. Default: 2 · stride + 1, one target period on either side. */
  readonly size?: number | undefined;
  /** Frames of the output; what lies beyond the input is masked. Default ⌈T · toRate / fromRate⌉. */
  readonly length?: number | undefined;
}

/**
 * Returns a sequence at another rate by a convolution that is trained with the model: parameters `filter [size, D, channels]` and
 * `bias [channels]`, as many whatever the rates.
 *
 * The stride is the whole part of fromRate / toRate; what remains of the ratio, always less than a factor of two, is a fixed linear
 * interpolation between the convolution's outputs. A polyphase filter for the exact fraction p / q would need q filters, and 29.97 Hz
 * against 50 Hz makes q 5000. Both steps are normalised by the mask: a frame that is missing or padding enters neither sum, and a
 * window with k of n taps valid is scaled by n / k (partial convolution, Liu et al., 2018).
 *
 * A frame of the output is valid when a valid frame of the input is on during its period and within the filter's reach: n valid
 * frames at the beginning give exactly ⌈n · toRate / fromRate⌉. Values are 0 where the returned mask is.
 *
 * @param input values `[B, T, D]`, mask `[B, T]`
 * @returns values `[B, T', channels]`, mask `[B, T']`
 * @throws RangeError when a rate is not positive or `size` is even
 */
export function convolutionalAlignment(scope: Scope, { values, mask }: ModalityInput, options: ConvolutionalAlignmentOptions): ModalityInput {
  const change = planRateChange(values.shape[1]!, options);
  const { channels } = options;
  const weight = tf.expandDims(mask, 2);
  const filtered = convolution(scope, tf.mul(values, weight), { channels, size: change.size, bias: false, ...change.filter });
  const taps = conv1d(weight, tf.ones([change.size, 1, 1]), change.filter);
  const scaled = tf.mul(filtered, tf.div(change.size, tf.maximum(taps, 1)));
  const reached = tf.cast(tf.greater(taps, 0), 'float32');
  const { resampled, covered } = resample(scaled, reached, change);
  const outputMask = tf.mul(covered, overlapping(mask, change));
  const biased = tf.add(resampled, scope.parameter('bias', [channels], zeros));
  return { values: tf.mul(biased, outputMask), mask: tf.squeeze(outputMask, [2]) };
}

/** Interpolates between outputs of the filter, over those that reached a valid frame. */
function resample(values: Tensor, reached: Tensor, { interpolation }: RateChange): { readonly resampled: Tensor; readonly covered: Tensor } {
  if (interpolation === undefined) return { resampled: values, covered: reached };
  const matrix = tf.tensor2d(interpolation.values, [interpolation.rows, interpolation.columns]);
  const share = product(matrix, reached);
  const covered = tf.cast(tf.greater(share, 0), 'float32');
  return { resampled: tf.div(product(matrix, values), tf.add(share, tf.sub(1, covered))), covered };
}

/** Returns shape `[B, T', 1]`: 1 where the period of a valid frame of the input overlaps that of the output's frame. */
function overlapping(mask: Tensor, { overlap }: RateChange): Tensor {
  const matrix = tf.tensor2d(overlap.values, [overlap.rows, overlap.columns]);
  const count = tf.matMul(mask, matrix, false, true);
  return tf.expandDims(tf.cast(tf.greater(count, 0), 'float32'), 2);
}

/** Returns the matrix `[N, M]` times each `[M, C]` of a batch: `[B, N, C]`. */
function product(matrix: tf.Tensor2D, batch: Tensor): Tensor {
  return tf.matMul(tf.expandDims(matrix, 0), batch);
}
