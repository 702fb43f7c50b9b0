import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { batchNorm } from '../../../fusion/layers/batch-norm.ts';
import { linear } from '../../../fusion/layers/linear.ts';
import type { Engine } from '../../../fusion/train/engine.ts';
import type { LinearHead } from '../../../plugins/gate/linear-head.ts';
import type { UnitRows } from '../../../plugins/gate/unit-rows.ts';
import { softmaxCrossEntropy } from '../../../runtime/ops/softmax-cross-entropy.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { uniformFanIn } from '../../../runtime/train/initialiser.ts';
import { sgd } from '../../../runtime/train/optimizers/sgd.ts';
import { randomFor, shuffled } from '../../../runtime/train/random.ts';
import { cosine } from '../../../runtime/train/schedules/schedule.ts';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Batch } from '../../../runtime/train/trainer.ts';
import type { PictureSize } from './strangers.ts';

/** What a network is trained on and how. */
export interface ClassifierPlan {
  /** Scaled, a row each. */
  readonly vectors: readonly Float32Array[];
  readonly labels: Int32Array;
  readonly classes: number;
  /** Pictures get a small convolutional network whose maps are averaged, other vectors two layers. */
  readonly size?: PictureSize | undefined;
  readonly seed: number;
  readonly epochs: number;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** A trained network. */
export interface Classifier {
  readonly head: LinearHead;
  /** Resolves with what the last layer is given for scaled vectors: after ReLU, all ≥ 0. */
  units(vectors: readonly Float32Array[]): Promise<UnitRows>;
}

const BATCH = 64;
const RATE = 0.05;
const CHANNELS = [16, 32, 64] as const;
const HIDDEN = [128, 128] as const;
const STEPS_AT_ONCE = 20;

/** Trains a small network by SGD with momentum, weight decay and a cosine schedule, and hands it to `use`. The same plan gives the same network. What aborts the signal rejects. */
export async function withClassifier<Result>(plan: ClassifierPlan, use: (classifier: Classifier) => Promise<Result>): Promise<Result> {
  const { vectors, classes, size, engine, seed } = plan;
  const width = vectors[0]!.length;
  const toUnits = size === undefined ? dense : convolutional(size);
  const batch = { x: { dims: [BATCH, width] }, target: { dims: [BATCH, classes] } };
  const loss = (scope: Scope, { x, target }: Readonly<Record<string, Tensor>>) => ({ loss: tf.mean(softmaxCrossEntropy(linear(scope.in('last'), toUnits(scope, x!), classes), target!)) });
  await using trainer = await engine.openTrainer({ name: 'classifier', batch, loss, optimizer: sgd({ momentum: 0.9, weightDecay: 1e-3 }) }, seed);
  const schedule = cosine();
  const perEpoch = Math.max(1, Math.floor(vectors.length / BATCH));
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const order = shuffled(vectors.length, randomFor(seed, 'order', epoch));
    for (let first = 0; first < perEpoch; first += STEPS_AT_ONCE) {
      plan.signal.throwIfAborted();
      const steps = Array.from({ length: Math.min(STEPS_AT_ONCE, perEpoch - first) }, (_, index) => first + index);
      await trainer.train(steps.map((step) => toBatch(plan, order, step)), steps.map((step) => RATE * schedule(epoch * perEpoch + step, plan.epochs * perEpoch)));
    }
  }
  const { tensors } = await trainer.save();
  await using predictor = await engine.openPredictor({ name: 'classifier', inputs: { x: { dims: ['batch', width] } }, predict: (scope, { x }) => ({ units: toUnits(scope, x!) }) });
  await predictor.load(tensors);
  const [weight, bias] = [tensors['parameter:last/weight']!, tensors['parameter:last/bias']!];
  return await use({
    head: { weight: weight.data, bias: bias.data, width: weight.data.length / classes, classes },
    units: async (given) => {
      const outputs = await predictor.predict({ x: float32(Float32Array.from(given.flatMap((vector) => [...vector])), given.length, width) });
      return { values: outputs.units!.data as Float32Array, width: weight.data.length / classes };
    },
  });
}

/** Rows beyond the last are taken from the first on, where there are fewer than a batch. */
function toBatch({ vectors, labels, classes }: ClassifierPlan, order: Uint32Array, step: number): Batch {
  const width = vectors[0]!.length;
  const [x, target] = [new Float32Array(BATCH * width), new Float32Array(BATCH * classes)];
  for (let at = 0; at < BATCH; at++) {
    const row = order[(step * BATCH + at) % order.length]!;
    x.set(vectors[row]!, at * width);
    target[at * classes + labels[row]!] = 1;
  }
  return { x, target };
}

function dense(scope: Scope, x: Tensor): Tensor {
  return HIDDEN.reduce((values, units, layer) => tf.relu(linear(scope.in(`layer-${layer}`), values, units)), x);
}

/** Three convolutions of three by three with batch normalisation and ReLU, halved once, and the mean over the picture. */
function convolutional([rows, columns]: PictureSize) {
  return (scope: Scope, x: Tensor): Tensor => {
    let maps = tf.reshape(x, [-1, rows, columns, 1]);
    CHANNELS.forEach((channels, layer) => {
      const inside = scope.in(`layer-${layer}`);
      const inputs = maps.shape.at(-1)!;
      const filter = inside.parameter('filter', [3, 3, inputs, channels], uniformFanIn(9 * inputs));
      maps = tf.relu(batchNorm(inside.in('norm'), tf.conv2d(maps as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same')));
      if (layer === 0) maps = tf.maxPool(maps as tf.Tensor4D, 2, 2, 'valid');
    });
    return tf.mean(maps, [1, 2]);
  };
}
