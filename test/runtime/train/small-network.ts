import tf from '@tensorflow/tfjs';
import type { Initialiser } from '../../../runtime/train/initialiser.ts';
import type { Batch } from '../../../runtime/train/trainer.ts';
import type { Loss } from '../../../runtime/train/take-step.ts';

/** Values sin(1.7 k), k from 1: what golden/optimizers.py begins with. */
export function wave(length: number, scale = 0.5): Float32Array {
  return Float32Array.from({ length }, (_, index) => scale * Math.sin((index + 1) * 1.7));
}

function waves(length: number): Initialiser {
  return { kind: 'values', values: wave(length) };
}

/** Two layers and a mean squared error. */
export const squaredError: Loss = (scope, { x, y }) => {
  const hidden = tf.tanh(tf.add(tf.matMul(x!, scope.in('first').parameter('weight', [3, 4], waves(12))), scope.in('first').parameter('bias', [4], waves(4))));
  const output = tf.matMul(scope.dropout(hidden, 0), scope.in('second').parameter('weight', [4, 2], waves(8)));
  return { loss: tf.mean(tf.square(tf.sub(output, y!))), metrics: { largest: tf.max(output) } };
};

/** The same with randomness of every kind and a running statistic. */
export const noisyError: Loss = (scope, batch) => {
  const kept = scope.dropout(batch.x!, 0.25);
  const shaken = tf.add(kept, tf.mul(tf.add(scope.normal([5, 3]), scope.uniform([5, 3])), 0.1));
  const statistic = scope.running('mean', [3], { kind: 'constant', value: 1 });
  statistic.update(tf.add(tf.mul(statistic.value, 0.9), tf.mul(tf.mean(shaken, 0), 0.1)));
  return squaredError(scope, { ...batch, x: tf.sub(shaken, statistic.value) });
};

export const batchSignature = { x: { dims: [5, 3] }, y: { dims: [5, 2] } } as const;

export const batch: Batch = { x: wave(15, 1), y: wave(10, 2) };
