import tf from '@tensorflow/tfjs';
import { layerNorm } from '../layers/layer-norm.ts';
import { linear } from '../layers/linear.ts';
import { multiHeadAttention } from '../layers/multi-head-attention.ts';
import { sinusoids } from './sinusoids.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a crossmodal encoder looks at, and its sizes. */
export interface CrossmodalOptions {
  /** The modality that is attended over, as long a vector a frame as the target's; default the target itself. */
  readonly source?: Sequence;
  readonly heads: number;
  readonly layers: number;
  readonly causal: boolean;
  readonly dropout: number;
}

/**
 * Returns the crossmodal transformer of Tsai et al. (2019), equation 4: in each layer the target attends over the source as it came in, with one
 * normalisation for both, and goes through two linear layers with ReLU. Shortcuts go past the normalisation, as in the authors' code. A source that the
 * clip lacks adds nothing.
 *
 * @returns shape `[B, T, D]` as the target's values
 */
export function crossmodalEncoder(scope: Scope, target: Sequence, { source, layers, ...options }: CrossmodalOptions): Tensor {
  const start = (name: string, { values }: Sequence) => scope.in(name).dropout(withPositions(values), options.dropout);
  const from = source && { values: start('source', source), mask: source.mask, present: source.present };
  const parts = Array.from({ length: layers }, (_, index) => scope.in(String(index)));
  const last = parts.reduce((x, layer) => encode(layer, x, from ?? { values: x, mask: target.extent, present: target.present }, options), start('target', target));
  return layerNorm(scope.in('norm'), last);
}

function withPositions(values: Tensor): Tensor {
  const [, time, size] = values.shape as [number, number, number];
  return tf.add(tf.mul(values, Math.sqrt(size)), sinusoids(time, size));
}

type Seen = Pick<Sequence, 'values' | 'mask' | 'present'>;

function encode(scope: Scope, x: Tensor, source: Seen, { heads, causal, dropout }: Omit<CrossmodalOptions, 'source' | 'layers'>): Tensor {
  const normalise = (values: Tensor) => layerNorm(scope.in('attention-norm'), values);
  const query = normalise(x);
  const keys = source.values === x ? query : normalise(source.values);
  const attended = multiHeadAttention(scope.in('attention'), query, keys, { heads, mask: source.mask, causal, dropout });
  const joined = tf.add(x, tf.mul(scope.in('attention-branch').dropout(attended, dropout), tf.expandDims(source.present, 2)));
  const units = tf.relu(linear(scope.in('expand'), layerNorm(scope.in('feed-forward-norm'), joined), 4 * x.shape[2]!));
  const contracted = linear(scope.in('contract'), scope.in('hidden').dropout(units, dropout), x.shape[2]!);
  return tf.add(joined, scope.in('feed-forward-branch').dropout(contracted, dropout));
}
