import tf from '@tensorflow/tfjs';
import type { Optimizer } from './optimizer.ts';

/** Options of Adam and AdamW. */
export interface AdamOptions {
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number | undefined;
  /** Default 1e-8. */
  readonly epsilon?: number | undefined;
  /** Default 0. */
  readonly weightDecay?: number | undefined;
}

/** Returns Adam (Kingma and Ba, 2015) with `weightDecay` as an L2 penalty added to the gradient, as in PyTorch's `Adam`. */
export function adam({ weightDecay = 0, ...options }: AdamOptions = {}): Optimizer {
  return moments(options, { penalty: weightDecay, decay: 0 });
}

/** Returns AdamW (Loshchilov and Hutter, 2019): the weights shrink by `rate · weightDecay` apart from the gradient. Default decay 0.01. */
export function adamW({ weightDecay = 0.01, ...options }: AdamOptions = {}): Optimizer {
  return moments(options, { penalty: 0, decay: weightDecay });
}

/**
 * The slots hold m / (1 − β₁) and v / (1 − β₂), and both bias corrections and those factors are in two scalars, which leaves few
 * operations per element: p ← p − a · M / (√V + e).
 */
function moments({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions, { penalty, decay }: { penalty: number; decay: number }): Optimizer {
  return {
    slots: ['mean', 'square'],
    scalars(step, rate) {
      // Unbiased mean: M (1 − β₁) / (1 − β₁ᵗ); unbiased root: √V · r with r = √((1 − β₂) / (1 − β₂ᵗ))
      const root = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      return [(rate * (1 - beta1)) / (1 - beta1 ** step) / root, epsilon / root, 1 - rate * decay];
    },
    update({ parameter, gradient, slots: [mean, square], scalars: [factor, floor, shrink] }) {
      const slope = penalty === 0 ? gradient : tf.add(gradient, tf.mul(parameter, penalty));
      const nextMean = tf.add(tf.mul(mean!, beta1), slope);
      const nextSquare = tf.add(tf.mul(square!, beta2), tf.mul(slope, slope));
      const step = tf.div(tf.mul(nextMean, factor!), tf.add(tf.sqrt(nextSquare), floor!));
      const base = decay === 0 ? parameter : tf.mul(parameter, shrink!);
      return { parameter: tf.sub(base, step), slots: [nextMean, nextSquare] };
    },
  };
}
