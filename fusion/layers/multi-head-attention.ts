import tf from '@tensorflow/tfjs';
import { attend } from '../../runtime/ops/attend.ts';
import { glorotUniform, zeros } from '../../runtime/train/initialiser.ts';
import { kvShift, type KeysAndValues } from './kv-shift.ts';
import { linear } from './linear.ts';
import { rotary } from './rotary.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What self-attention over a stream needs to go on. */
export interface AttentionPast {
  /** Keys and values that may still be seen, mixed and turned, shape `[B, kvHeads, P, headDim]`. */
  readonly seen: KeysAndValues;
  /** Keys and values of the last frame as they were projected, shape `[B, kvHeads, 1, headDim]`. */
  readonly last: KeysAndValues;
}

/** Heads, sizes and what may be seen. */
export interface AttentionOptions {
  /** Must divide `dimensions` unless `headDim` is given. */
  readonly heads: number;
  /** Heads of keys and values; must divide `heads`, and query head h reads the one at ⌊h · kvHeads / heads⌋ (grouped queries; Ainslie et al., 2023). Default `heads`. */
  readonly kvHeads?: number | undefined;
  /** Numbers in a head. Default `dimensions / heads`. */
  readonly headDim?: number | undefined;
  /** Size of the output. Default: the size of `query`. */
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
  /** Positions of the frames of self-attention, shape `[T]` or `[B, T]`. Default 0 … T − 1. */
  readonly positions?: Tensor | undefined;
  /** Mixes each key and value with the one before: see `kvShift`. Default false. */
  readonly kvShift?: boolean | undefined;
  /** Float, shape `[B, T]`: which of several sequences packed into one a frame of self-attention belongs to. It sees its own only. */
  readonly segments?: Tensor | undefined;
  /** What came before these frames, whose positions must be given then, and no mask. */
  readonly past?: AttentionPast | undefined;
  /** Is given what frames after these need as `past`. */
  readonly onPast?: ((next: AttentionPast) => void) | undefined;
  /** Is given the attention weights, `[B, H, T, S]`, before some are dropped. */
  readonly onWeights?: ((weights: Tensor) => void) | undefined;
}

/**
 * Returns multi-head attention (Vaswani et al., 2017) of `query` over `keys`, which serve as values too. The parameters are those of the
 * linear layers `query`, `key`, `value` and `output`, drawn as PyTorch's `MultiheadAttention` draws them, and of `shift`.
 *
 * @param query shape `[B, T, D]`
 * @param keys shape `[B, S, E]`; give `query` again for self-attention
 * @returns shape `[B, T, dimensions]`; the output layer's bias where a query may see nothing
 * @throws RangeError when `heads` does not divide `dimensions`, or `kvHeads` not `heads`
 */
export function multiHeadAttention(scope: Scope, query: Tensor, keys: Tensor, options: AttentionOptions): Tensor {
  const { heads, kvHeads = heads, dimensions = query.shape[2]!, dropout = 0, rotaryBase, positions, segments, past, onPast, onWeights } = options;
  const headDim = sizeOfHeads(dimensions, options);
  const widths = { query: heads * headDim, keys: kvHeads * headDim };
  const isSelf = query === keys && dimensions === query.shape[2];
  const project = (name: string, x: Tensor, count: number) => {
    const width = count * headDim;
    const weights = isSelf ? glorotUniform(dimensions, widths.query + 2 * widths.keys) : glorotUniform(x.shape[2]!, width);
    return splitHeads(linear(scope.in(name), x, width, { weights, biases: zeros }), count);
  };
  const turn = (x: Tensor) => (rotaryBase === undefined ? x : rotary(x, rotaryBase, positions));
  const [turned, raw] = [turn(project('query', query, heads)), { keys: project('key', keys, kvHeads), values: project('value', keys, kvHeads) }];
  const mixed = options.kvShift === true ? kvShift(scope.in('shift'), raw, { segments, before: past?.last }) : raw;
  const seen = joined(past?.seen, { keys: turn(mixed.keys), values: mixed.values });
  onPast?.({ seen, last: { keys: lastRow(raw.keys), values: lastRow(raw.values) } });
  const drop = dropout === 0 ? undefined : (weights: Tensor) => scope.in('weights').dropout(weights, dropout);
  const dropWeights = onWeights === undefined ? drop : (weights: Tensor) => (onWeights(weights), drop?.(weights) ?? weights);
  const attended = attend(turned, shared(seen.keys, heads), shared(seen.values, heads), { ...options, endsTogether: past !== undefined, dropWeights });
  return linear(scope.in('output'), joinHeads(attended), dimensions, { biases: zeros });
}

function sizeOfHeads(dimensions: number, { heads, kvHeads = heads, headDim }: AttentionOptions): number {
  if (heads % kvHeads !== 0) throw new RangeError(`multiHeadAttention: ${heads} heads cannot share ${kvHeads} heads of keys and values evenly. Choose a divisor of ${heads}.`);
  if (headDim === undefined && dimensions % heads !== 0) throw new RangeError(`multiHeadAttention: ${dimensions} dimensions cannot be split over ${heads} heads. Choose a multiple.`);
  return headDim ?? dimensions / heads;
}

function joined(before: KeysAndValues | undefined, after: KeysAndValues): KeysAndValues {
  return before === undefined ? after : { keys: tf.concat([before.keys, after.keys], 2), values: tf.concat([before.values, after.values], 2) };
}

function lastRow(x: Tensor): Tensor {
  const [batch, heads, time, size] = x.shape as [number, number, number, number];
  return tf.slice(x, [0, 0, time - 1, 0], [batch, heads, 1, size]);
}

function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, time, size] = x.shape as [number, number, number];
  return tf.transpose(tf.reshape(x, [batch, time, heads, size / heads]), [0, 2, 1, 3]);
}

/** Gives every query head its head of keys or values, shape `[B, H, S, d]`. */
function shared(x: Tensor, heads: number): Tensor {
  const [batch, own, time, size] = x.shape as [number, number, number, number];
  if (own === heads) return x;
  return tf.reshape(tf.tile(tf.reshape(x, [batch * own, 1, time * size]), [1, heads / own, 1]), [batch, heads, time, size]);
}

function joinHeads(x: Tensor): Tensor {
  const [batch, heads, time, size] = x.shape as [number, number, number, number];
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, time, heads * size]);
}
