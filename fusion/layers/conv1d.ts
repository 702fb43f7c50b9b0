import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import { conv1d as apply, type Conv1dOptions } from '../../runtime/ops/conv1d.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** A filter bank and how it moves. */
export interface Conv1dLayerOptions extends Omit<Conv1dOptions, 'bias'> {
  /** Channels of the output. */
  readonly channels: number;
  /** Taps of the filter. */
  readonly size: number;
  /** Default true. */
  readonly bias?: boolean;
}

/**
 * Returns the convolution of a sequence, with parameters `filter [size, I, channels]` and `bias [channels]`.
 *
 * @param x shape `[B, T, I]`
 * @returns shape `[B, T', channels]`
 */
export function conv1d(scope: Scope, x: Tensor, { channels, size, bias = true, ...options }: Conv1dLayerOptions): Tensor {
  const inputs = x.shape[2]!;
  const initialiser = uniformFanIn(inputs * size);
  const filter = scope.parameter('filter', [size, inputs, channels], initialiser);
  return apply(x, filter, { ...options, bias: bias ? scope.parameter('bias', [channels], initialiser) : undefined });
}
