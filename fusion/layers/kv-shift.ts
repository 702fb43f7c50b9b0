import tf from '@tensorflow/tfjs';
import { convexPairs } from '../../runtime/train/initialiser.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Keys and values of one kind. */
export interface KeysAndValues {
  /** Shape `[B, G, S, d]`. */
  readonly keys: Tensor;
  /** Shape `[B, G, S, e]`. */
  readonly values: Tensor;
}

/** Where a shift begins anew. */
export interface KvShiftOptions {
  /** Shape `[B, S]`: which packed sequence a frame belongs to. A shift never crosses from one into the next. */
  readonly segments?: Tensor | undefined;
  /** Raw keys and values of the frame before the first, shape `[B, G, 1, d]` and `[B, G, 1, e]`; none (zeros) by default. */
  readonly before?: KeysAndValues | undefined;
}

/**
 * Returns keys and values mixed with those of the frame before (KV shifting attention; Xu et al., 2024): `α₁ K + α₂ Shift(K)` and
 * `β₁ V + β₂ Shift(V)`, the first frame having zeros before it. It comes before rotary positions. The parameters `alpha` and `beta`, `[G, 2]`, hold α₁, α₂
 * and β₁, β₂ of each key–value head; they start with α₁, β₁ uniform in [0, 1) and α₂ = 1 − α₁, β₂ = 1 − β₁, and are free afterwards. (1, 0) changes nothing.
 */
export function kvShift(scope: Scope, { keys, values }: KeysAndValues, { segments, before }: KvShiftOptions = {}): KeysAndValues {
  const stays = segments === undefined ? undefined : continues(segments);
  const heads = keys.shape[1]!;
  const mix = (name: string, x: Tensor, previous: Tensor | undefined) => {
    const [now, then] = tf.split(tf.reshape(scope.parameter(name, [heads, 2], convexPairs), [1, heads, 1, 2]), 2, 3) as [Tensor, Tensor];
    const earlier = shifted(x, previous);
    return tf.add(tf.mul(now, x), tf.mul(then, stays === undefined ? earlier : tf.mul(earlier, stays)));
  };
  return { keys: mix('alpha', keys, before?.keys), values: mix('beta', values, before?.values) };
}

/** The frame before each, shape as `x`. */
function shifted(x: Tensor, previous: Tensor | undefined): Tensor {
  const [batch, heads, time, size] = x.shape as [number, number, number, number];
  return tf.slice(tf.concat([previous ?? tf.zeros([batch, heads, 1, size]), x], 2), [0, 0, 0, 0], [batch, heads, time, size]);
}

/** 1 where a frame is of the same segment as the one before, shape `[B, 1, S, 1]`; 1 for the first one, before which there are zeros or what goes on. */
function continues(segments: Tensor): Tensor {
  const [batch, time] = segments.shape as [number, number];
  const first = tf.slice(segments, [0, 0], [batch, 1]);
  const before = tf.slice(tf.concat([first, segments], 1), [0, 0], [batch, time]);
  return tf.reshape(tf.cast(tf.equal(segments, before), 'float32'), [batch, 1, time, 1]);
}
