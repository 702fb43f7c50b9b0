import tf from '@tensorflow/tfjs';
import { positions } from './positions.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a query may look at. */
export interface AttendOptions {
  /** Float, shape `[B, S]`: 1 where a key is valid. */
  readonly mask?: Tensor | undefined;
  /** Query t sees keys 0 … t only. Default false. */
  readonly causal?: boolean | undefined;
  /** Query t sees keys t − window … t + window only. */
  readonly window?: number | undefined;
  /** Applied to the attention weights `[B, H, T, S]`. */
  readonly dropWeights?: ((weights: Tensor) => Tensor) | undefined;
}

const HIDDEN = -1e9;

/**
 * Returns scaled dot-product attention (Vaswani et al., 2017): `softmax(query · keyᵀ / √d) · value`. A query that may look at nothing gives zeros.
 *
 * @param query shape `[B, H, T, d]`
 * @param key shape `[B, H, S, d]`
 * @param value shape `[B, H, S, e]`
 * @returns shape `[B, H, T, e]`
 */
export function attend(query: Tensor, key: Tensor, value: Tensor, { mask, causal, window, dropWeights = (weights) => weights }: AttendOptions = {}): Tensor {
  const scores = tf.matMul(tf.mul(query, 1 / Math.sqrt(query.shape.at(-1)!)), key, false, true);
  const visible = visibleKeys({ queries: query.shape[2]!, keys: key.shape[2]! }, { mask, causal, window });
  if (visible === undefined) return tf.matMul(dropWeights(tf.softmax(scores)), value);
  const weights = tf.softmax(tf.add(scores, tf.mul(tf.sub(1, visible), HIDDEN)));
  const seesAny = tf.max(visible, -1, true);
  return tf.mul(tf.matMul(dropWeights(weights), value), seesAny);
}

/** 1 where query t may look at key s: shape `[B or 1, 1, T or 1, S]`; undefined when everything may be seen. */
function visibleKeys({ queries, keys }: { queries: number; keys: number }, { mask, causal = false, window }: AttendOptions): Tensor | undefined {
  const valid = mask === undefined ? undefined : tf.reshape(mask, [mask.shape[0], 1, 1, keys]);
  if (!causal && window === undefined) return valid;
  const ahead = tf.sub(tf.reshape(positions(keys), [1, 1, 1, keys]), tf.reshape(positions(queries), [1, 1, queries, 1]));
  const near = [...(causal ? [tf.lessEqual(ahead, 0)] : []), ...(window === undefined ? [] : [tf.lessEqual(tf.abs(ahead), window)])];
  const reached = tf.cast(near.reduce((a, b) => tf.logicalAnd(a, b)), 'float32');
  return valid === undefined ? reached : tf.mul(valid, reached);
}
