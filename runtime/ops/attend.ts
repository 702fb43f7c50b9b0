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
  /** Float, shape `[B, S]`: which packed sequence a key and the query at the same place belong to. A query sees keys of its own only. */
  readonly segments?: Tensor | undefined;
  /** The last key belongs to the last query, and there are keys before that of the first one. Default false: query t and key t belong together. */
  readonly endsTogether?: boolean | undefined;
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
export function attend(query: Tensor, key: Tensor, value: Tensor, options: AttendOptions = {}): Tensor {
  const { dropWeights = (weights: Tensor) => weights } = options;
  const scores = tf.matMul(tf.mul(query, 1 / Math.sqrt(query.shape.at(-1)!)), key, false, true);
  const visible = visibleKeys({ queries: query.shape[2]!, keys: key.shape[2]! }, options);
  if (visible === undefined) return tf.matMul(dropWeights(tf.softmax(scores)), value);
  const weights = tf.softmax(tf.add(scores, tf.mul(tf.sub(1, visible), HIDDEN)));
  const seesAny = tf.max(visible, -1, true);
  return tf.mul(tf.matMul(dropWeights(weights), value), seesAny);
}

/** 1 where query t may look at key s: shape `[B or 1, 1, T or 1, S]`; undefined when everything may be seen. */
function visibleKeys({ queries, keys }: { queries: number; keys: number }, { mask, causal = false, window, segments, endsTogether = false }: AttendOptions): Tensor | undefined {
  const valid = mask === undefined ? undefined : tf.reshape(mask, [mask.shape[0], 1, 1, keys]);
  const together = segments === undefined ? valid : times(valid, sameSegment(segments, queries, keys));
  if (!causal && window === undefined) return together;
  const own = endsTogether ? tf.slice(positions(keys), [keys - queries], [queries]) : positions(queries);
  const ahead = tf.sub(tf.reshape(positions(keys), [1, 1, 1, keys]), tf.reshape(own, [1, 1, queries, 1]));
  const near = [...(causal ? [tf.lessEqual(ahead, 0)] : []), ...(window === undefined ? [] : [tf.lessEqual(tf.abs(ahead), window)])];
  return times(together, tf.cast(near.reduce((a, b) => tf.logicalAnd(a, b)), 'float32'));
}

function times(some: Tensor | undefined, other: Tensor): Tensor {
  return some === undefined ? other : tf.mul(some, other);
}

function sameSegment(segments: Tensor, queries: number, keys: number): Tensor {
  const [batch] = segments.shape as [number, number];
  return tf.cast(tf.equal(tf.reshape(segments, [batch, 1, queries, 1]), tf.reshape(segments, [batch, 1, 1, keys])), 'float32');
}
