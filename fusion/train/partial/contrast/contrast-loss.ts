import tf from '@tensorflow/tfjs';
import { zeros } from '../../../../runtime/train/initialiser.ts';
import { asConstant } from './as-constant.ts';
import { contrastiveRows } from './contrastive-rows.ts';
import type { Scope } from '../../../../runtime/train/scope.ts';
import type { ContrastOptions, ReliableOptions } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What is compared in a step. */
export interface ContrastInputs {
  /** Shape `[B, d]`, of length 1. */
  readonly query: Tensor;
  /** Shape `[B, d]`, of length 1, a constant: another view of the same examples, through the slow copy of the network. */
  readonly key: Tensor;
  /** Shape `[B, c]`, one-hot: the class that each example is taken for. */
  readonly labels: Tensor;
  /** Shape `[B]`: 1 for a reliable example. */
  readonly reliable: Tensor;
  /** Scalars: 1 once classes are to be trusted, before which only the views of an example belong together; 1 once neighbours are. */
  readonly moves: Tensor;
  readonly open: Tensor;
}

/** Everything that the examples of a step are compared with, N = 2 B + queue; constants but for `similarities`. */
interface Gallery {
  /** Shape `[B, N]`. */
  readonly cosines: Tensor;
  readonly counted: Tensor;
  readonly same: Tensor;
  readonly reliable: Tensor;
}

/**
 * Returns the contrast of a batch with its other views and with earlier examples, a scalar, weighted: PiCO's (Wang et al. 2022), or PiCO+'s (Wang et al. 2024) where only some are
 * reliable. Places of the queue that are still empty do not count.
 */
export function contrastLoss(scope: Scope, inputs: ContrastInputs, options: ContrastOptions): Tensor {
  const { query, moves } = inputs;
  const { temperature, weight, reliable } = options;
  const gallery = openGallery(scope, inputs, options);
  const [batch] = query.shape as [number];
  const similarities = tf.div(gallery.cosines, temperature);
  const ownKey = ones(batch, gallery.cosines.shape[1]!, batch);
  const apart = contrastiveRows(similarities, { positives: ownKey, counted: tf.mul(gallery.counted, notInBatch(batch, gallery.cosines.shape[1]!)) });
  const byClass = contrastiveRows(similarities, { positives: gallery.same, counted: gallery.counted });
  const together = reliable === undefined ? tf.mul(tf.mean(byClass), weight) : reliableLoss(similarities, { gallery, ownKey, byClass, inputs, weight, reliable });
  return tf.add(tf.mul(moves, together), tf.mul(tf.sub(1, moves), tf.mul(tf.mean(apart), weight)));
}

function openGallery(scope: Scope, { query, key, labels, reliable }: ContrastInputs, { dimensions, queue }: ContrastOptions): Gallery {
  const [batch, classes] = labels.shape as [number, number];
  const vectors = scope.running('queue', [queue, dimensions], zeros);
  const facts = scope.running('queue-labels', [queue, classes + 2], zeros); // One-hot class, whether reliable, whether filled
  const own = asConstant(() => tf.concat([labels, tf.expandDims(reliable, 1), tf.ones([batch, 1])], 1));
  const all = asConstant(() => tf.concat([own, own, facts.value]));
  vectors.update(asConstant(() => tf.slice(tf.concat([key, vectors.value]), [0, 0], [queue, dimensions])));
  facts.update(asConstant(() => tf.slice(tf.concat([own, facts.value]), [0, 0], [queue, classes + 2])));
  const column = (at: number) => tf.transpose(tf.slice(all, [0, at], [-1, 1]));
  const total = 2 * batch + queue;
  return {
    cosines: tf.matMul(query, tf.concat([query, key, vectors.value]), false, true),
    counted: asConstant(() => tf.mul(column(classes + 1), tf.sub(1, ones(batch, total, 0)))),
    same: asConstant(() => tf.matMul(labels, tf.slice(all, [0, 0], [-1, classes]), false, true)),
    reliable: asConstant(() => column(classes)),
  };
}

interface ReliableInputs {
  readonly gallery: Gallery;
  readonly ownKey: Tensor;
  readonly byClass: Tensor;
  readonly inputs: ContrastInputs;
  readonly weight: number;
  readonly reliable: ReliableOptions;
}

/** Reliable examples by class, the others with their neighbours, and a little of the contrast by class of all. */
function reliableLoss(similarities: Tensor, { gallery, ownKey, byClass, inputs: { reliable, open }, weight, reliable: options }: ReliableInputs): Tensor {
  const rows = tf.expandDims(reliable, 1);
  const positives = asConstant(() => {
    const sure = tf.mul(tf.mul(gallery.same, rows), gallery.reliable);
    const near = tf.mul(tf.mul(nearest(gallery, options.neighbours), tf.sub(1, rows)), open);
    return tf.maximum(tf.add(sure, near), ownKey);
  });
  const each = contrastiveRows(similarities, { positives, counted: gallery.counted });
  const apart = tf.add(tf.mul(reliable, weight), tf.mul(tf.sub(1, reliable), options.weight));
  const weights = tf.add(tf.mul(open, apart), tf.sub(1, open));
  return tf.add(tf.mean(tf.mul(each, weights)), tf.mul(tf.mean(byClass), options.weight));
}

/** 1 for the `count` that are nearest; an example is among its own neighbours, as in the release. */
function nearest({ cosines, counted }: Gallery, count: number): Tensor {
  const [batch, total] = cosines.shape as [number, number];
  const there = tf.maximum(counted, ones(batch, total, 0));
  const { indices } = tf.topk(tf.sub(tf.mul(cosines, there), tf.mul(tf.sub(1, there), 2)), Math.min(count, total));
  return tf.cast(tf.sum(tf.oneHot(indices as tf.Tensor1D, total), 1), 'float32');
}

/** 1 where column = row + `shift`. */
function ones(rows: number, columns: number, shift: number): Tensor {
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) values[row * columns + row + shift] = 1;
  return tf.tensor2d(values, [rows, columns]);
}

/** 0 for the examples of the batch themselves and the keys of others: MoCo compares with the own key and the queue. */
function notInBatch(batch: number, total: number): Tensor {
  const values = new Float32Array(batch * total).fill(1);
  for (let row = 0; row < batch; row++) values.fill(0, row * total, row * total + 2 * batch).fill(1, row * total + batch + row, row * total + batch + row + 1);
  return tf.tensor2d(values, [batch, total]);
}
