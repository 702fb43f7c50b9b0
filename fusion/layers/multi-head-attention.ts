import tf from '@tensorflow/tfjs';
import { attend } from '../../runtime/ops/attend.ts';
import { glorotUniform, zeros } from '../../runtime/train/initialiser.ts';
import { linear } from './linear.ts';
import { rotary } from './rotary.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Heads, sizes and what may be seen. */
export interface AttentionOptions {
  /** Must divide `dimensions`. */
  readonly heads: number;
  /** Size of the output and of all heads together. Default: the size of `query`. */
  readonly dimensions?: number | undefined;
  /** Float, shape `[B, S]`: 1 where a key is valid. */
  readonly mask?: Tensor | undefined;
  /** A frame sees itself and earlier ones only. Default false. */
  readonly causal?: boolean | undefined;
  /** A frame sees at most this many frames to either side. */
  readonly window?: number | undefined;
  /** Share of attention weights dropped while training. Default 0. */
  readonly dropout?: number | undefined;
  /** Base of rotary position embedding: 10000 usually. None by default. */
  readonly rotaryBase?: number | undefined;
}

/**
 * Returns multi-head attention (Vaswani et al., 2017) of `query` over `keys`, which serve as values too. The parameters are those of the
 * linear layers `query`, `key`, `value` and `output`, drawn as PyTorch's `MultiheadAttention` draws them.
 *
 * @param query shape `[B, T, D]`
 * @param keys shape `[B, S, E]`; give `query` again for self-attention
 * @returns shape `[B, T, dimensions]`; the output layer's bias where a query may see nothing
 * @throws RangeError when `heads` does not divide `dimensions`
 */
export function multiHeadAttention(scope: Scope, query: Tensor, keys: Tensor, options: AttentionOptions): Tensor {
  const { heads, dimensions = query.shape[2]!, mask, causal, window, dropout = 0, rotaryBase } = options;
  if (dimensions % heads !== 0) throw new RangeError(`multiHeadAttention: ${dimensions} dimensions cannot be split over ${heads} heads. Choose a multiple.`);
  const isSelf = query === keys && dimensions === query.shape[2];
  const project = (name: string, x: Tensor) => {
    const weights = isSelf ? glorotUniform(dimensions, 3 * dimensions) : glorotUniform(x.shape[2]!, dimensions);
    return splitHeads(linear(scope.in(name), x, dimensions, { weights, biases: zeros }), heads);
  };
  const turn = (x: Tensor) => (rotaryBase === undefined ? x : rotary(x, rotaryBase));
  const attended = attend(turn(project('query', query)), turn(project('key', keys)), project('value', keys), {
    mask,
    causal,
    window,
    ...(dropout === 0 ? {} : { dropWeights: (weights) => scope.in('weights').dropout(weights, dropout) }),
  });
  return linear(scope.in('output'), joinHeads(attended), dimensions, { biases: zeros });
}

function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, time, size] = x.shape as [number, number, number];
  return tf.transpose(tf.reshape(x, [batch, time, heads, size / heads]), [0, 2, 1, 3]);
}

function joinHeads(x: Tensor): Tensor {
  const [batch, heads, time, size] = x.shape as [number, number, number, number];
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, time, heads * size]);
}
