import tf from '@tensorflow/tfjs';
import { zeros } from '../../../../runtime/train/initialiser.ts';
import { asConstant } from './as-constant.ts';
import { movedPrototypes } from './moved-prototypes.ts';
import type { Scope } from '../../../../runtime/train/scope.ts';
import type { ContrastOptions } from '../partial-method.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What is asked of the prototypes. */
export interface PrototypeInputs {
  /** Shape `[B, d]` each, of length 1: the views of the examples. */
  readonly views: readonly Tensor[];
  /** Shape `[B, c]`, one-hot: the class that each example is taken for. */
  readonly labels: Tensor;
  /** Shape `[B, c]`, one-hot: its class among the candidates. */
  readonly inside: Tensor;
  /** Shape `[B]`: 1 for an example that may move a prototype. */
  readonly reliable: Tensor;
}

/** What the prototypes say, as constants. */
export interface PrototypeAnswers {
  /** Shape `[B, c]` for each view: similarity over temperature; its softmax is what is believed. */
  readonly scores: readonly Tensor[];
  /** Shape `[B]`: how far an example is from the prototype of its class among the candidates; −1 on it. */
  readonly distances: Tensor;
  /** Shape `[B, c]`: cosine with each prototype, of the first view. */
  readonly similarities: Tensor;
}

/** Returns what the prototypes of the classes say of the views, before they are moved by this batch. They are running statistics. */
export function askPrototypes(scope: Scope, { views, labels, inside, reliable }: PrototypeInputs, { prototypeMomentum, beliefTemperature }: ContrastOptions): PrototypeAnswers {
  const [first] = views as [Tensor];
  const prototypes = scope.running('prototypes', [labels.shape[1]!, first.shape[1]!], zeros);
  const cosines = views.map((view) => asConstant(() => tf.matMul(view, prototypes.value, false, true)));
  prototypes.update(asConstant(() => movedPrototypes(prototypes.value, first, { labels: tf.mul(labels, tf.expandDims(reliable, 1)), momentum: prototypeMomentum })));
  return {
    scores: cosines.map((cosine) => tf.div(cosine, beliefTemperature)),
    distances: tf.neg(tf.sum(tf.mul(cosines[0]!, inside), 1)),
    similarities: cosines[0]!,
  };
}
