import tf from '@tensorflow/tfjs';
import { linear } from './linear.ts';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs';

/** How a filter moves over a sequence. */
export interface Conv1dOptions {
  /** Shape `[O]`, added to each output frame. */
  readonly bias?: Tensor | undefined;
  /** Frames from one output to the next. Default 1. */
  readonly stride?: number;
  /** Frames from one tap of the filter to the next. Default 1. */
  readonly dilation?: number;
  /**
   * Zeros around the sequence. `'same'` gives ⌈T / stride⌉ outputs and puts the odd zero at the end, `'causal'` puts all of them before,
   * so that no output sees a later frame; `'valid'` (default) adds none; a pair gives their numbers.
   */
  readonly padding?: 'same' | 'valid' | 'causal' | readonly [before: number, after: number];
}

/**
 * Returns the cross-correlation of a sequence with a filter, as one matrix product over shifted copies.
 *
 * @param x shape `[B, T, I]`
 * @param filter shape `[K, I, O]`
 * @returns shape `[B, T', O]`, `T' = ⌊(T + padding − dilation · (K − 1) − 1) / stride⌋ + 1`
 * @throws RangeError when the padded sequence is shorter than the filter
 */
export function conv1d(x: Tensor, filter: Tensor, { bias, stride = 1, dilation = 1, padding = 'valid' }: Conv1dOptions = {}): Tensor {
  const [size, inputs, outputs] = filter.shape as [number, number, number];
  const span = dilation * (size - 1) + 1;
  const length = x.shape[1]!;
  const [before, after] = toPadding(padding, { length, span, stride });
  const steps = Math.floor((length + before + after - span) / stride) + 1;
  if (steps < 1) throw new RangeError(`conv1d: ${length + before + after} frames are shorter than the filter's ${span}. Give longer sequences or padding.`);
  const reach = dilation * (size - 1) + steps * stride;
  const missing = Math.max(0, reach - length - before);
  const padded = before + missing === 0 ? x : tf.pad(x as Tensor3D, [[0, 0], [before, missing], [0, 0]]);
  const taps = Array.from({ length: size }, (_, tap) => everyNth(padded, { begin: tap * dilation, steps, stride }));
  return linear(size === 1 ? taps[0]! : tf.concat(taps, 2), tf.reshape(filter, [size * inputs, outputs]), bias);
}

function toPadding(padding: Conv1dOptions['padding'] & {}, { length, span, stride }: { length: number; span: number; stride: number }): readonly [number, number] {
  if (padding === 'valid') return [0, 0];
  if (padding === 'causal') return [span - 1, 0];
  if (padding !== 'same') return padding;
  const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + span - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Every `stride`-th frame, by plain slices, since tfjs has no gradient for strided ones. */
function everyNth(x: Tensor, { begin, steps, stride }: { begin: number; steps: number; stride: number }): Tensor {
  const [batch, , channels] = x.shape as [number, number, number];
  const frames = tf.slice(x as Tensor3D, [0, begin, 0], [batch, steps * stride, channels]);
  if (stride === 1) return frames;
  return tf.reshape(tf.slice(tf.reshape(frames, [batch, steps, stride, channels]), [0, 0, 0, 0], [batch, steps, 1, channels]), [batch, steps, channels]);
}
