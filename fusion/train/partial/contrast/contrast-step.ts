import tf from '@tensorflow/tfjs';
import { zeros } from '../../../../runtime/train/initialiser.ts';
import { linear } from '../../../layers/linear.ts';
import { asConstant } from './as-constant.ts';
import { contrastLoss } from './contrast-loss.ts';
import { momentumScope } from './momentum-scope.ts';
import { askPrototypes } from './prototypes.ts';
import { unitRows } from './unit-rows.ts';
import type { Scope } from '../../../../runtime/train/scope.ts';
import type { ContrastOptions } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a step of contrast is made of. */
export interface ContrastStepInputs {
  /** Shape `[B, F]` each: fused features of the views. */
  readonly views: readonly Tensor[];
  /** Returns the fused features of one more view, by the parameters of a scope. */
  readonly keyView: (scope: Scope) => Tensor;
  /** Shape `[B, c]`, of the first view. */
  readonly logits: Tensor;
  /** Shape `[B, c]`: 1 for a candidate. */
  readonly candidates: Tensor;
  /** Shape `[B]`; absent where all are reliable. */
  readonly reliable?: Tensor | undefined;
  /** Scalars: see `PartialBatch`; 1 once targets move. */
  readonly lambda: Tensor;
  readonly open: Tensor;
  readonly moves: Tensor;
}

/** What it gives. */
export interface ContrastStep {
  /** Shape `[B, c]` for each view: their softmax is what is believed. */
  readonly scores: readonly Tensor[];
  /** A scalar. */
  readonly loss: Tensor;
  /** Shape `[B]`: from the prototype of the class among the candidates. */
  readonly distances: Tensor;
  /** Shape `[B, c]`: what the prototypes say at the temperature of the contrast, for examples that are not reliable. */
  readonly guesses: Tensor;
}

/** Returns what prototypes say of a batch and what its contrast costs: projection of two layers, slow copy of the network, prototypes and queue, all of which are saved with the model. */
export function contrastStep(scope: Scope, inputs: ContrastStepInputs, options: ContrastOptions): ContrastStep {
  const { views, candidates, moves, open, reliable = tf.ones([candidates.shape[0]]) } = inputs;
  const inside = asConstant(() => chosen(tf.mul(tf.softmax(inputs.logits), tf.add(candidates, tf.mul(inputs.lambda, tf.sub(1, candidates))))));
  const labels = asConstant(() => either(reliable, inside, chosen(inputs.logits)));
  const vectors = views.map((features) => project(scope, features, options.dimensions));
  const { scores, distances, similarities } = askPrototypes(scope.in('contrast'), { views: vectors, labels, inside, reliable }, options);
  const key = keyVectors(scope, inputs.keyView, options);
  const loss = contrastLoss(scope.in('contrast'), { query: vectors[0]!, key, labels, reliable, moves, open }, options);
  return { scores, loss, distances, guesses: asConstant(() => tf.softmax(tf.div(similarities, options.temperature))) };
}

/** Returns rows of `yes` where `flags` is 1, of `no` where it is 0. */
export function either(flags: Tensor, yes: Tensor, no: Tensor): Tensor {
  const column = tf.expandDims(flags, 1);
  return tf.add(tf.mul(column, yes), tf.mul(tf.sub(1, column), no));
}

function keyVectors(scope: Scope, keyView: ContrastStepInputs['keyView'], { keyMomentum, dimensions }: ContrastOptions): Tensor {
  const begun = scope.in('contrast').running('begun', [1], zeros);
  begun.update(asConstant(() => tf.ones([1])));
  return asConstant(() => {
    const slow = momentumScope(scope, { momentum: keyMomentum, begun: begun.value });
    return project(slow, keyView(slow), dimensions);
  });
}

function project(scope: Scope, features: Tensor, dimensions: number): Tensor {
  const projection = scope.in('contrast');
  const hidden = tf.relu(linear(projection.in('hidden'), features, features.shape[1]!));
  return unitRows(linear(projection.in('projection'), hidden, dimensions));
}

function chosen(scores: Tensor): Tensor {
  return tf.cast(tf.oneHot(tf.argMax(scores, 1), scores.shape[1]!), 'float32');
}
