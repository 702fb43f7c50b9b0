import tf from '@tensorflow/tfjs';
import { linear } from '../../fusion/layers/linear.ts';
import { softmaxCrossEntropy } from '../../runtime/ops/softmax-cross-entropy.ts';
import { compileTrainingStep } from '../../runtime/train/compile-training-step.ts';
import { openTrainer } from '../../runtime/train/open-trainer.ts';
import { adamW } from '../../runtime/train/optimizers/adam.ts';
import { randomFor, shuffled } from '../../runtime/train/random.ts';
import { cosine } from '../../runtime/train/schedules/schedule.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Loss } from '../../runtime/train/take-step.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Batch, Trainer } from '../../runtime/train/trainer.ts';
import type { Tensor } from '@tensorflow/tfjs';
import { standardise, standardiserOf, type Standardiser } from './standardise.ts';

/** How a network is trained. */
export interface NetworkPlan {
  readonly classes: number;
  /** Members of the ensemble; they differ by their first weights and by what is dropped. */
  readonly members: number;
  /** Hidden units of each member. */
  readonly hidden: number;
  /** Shares of the features and of the hidden units that are dropped while training. */
  readonly dropout: { readonly features: number; readonly hidden: number };
  /** Share of each target that is spread over all classes. */
  readonly smoothing: number;
  readonly decay: number;
  readonly rate: number;
  readonly epochs: number;
  /** Examples in a step. */
  readonly batch: number;
  readonly seed: number;
}

/** What to learn from: row `i` of `features` is an example of class `labels[i]` that counts `weights[i]`. */
export interface TrainingData {
  readonly features: readonly Float32Array[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
}

/** One hidden layer with ReLU, whose members are side by side, so that the mean of their logits is one product. */
export interface Network extends Standardiser {
  readonly hidden: { readonly units: number; /** Shape `[D, units]`. */ readonly weight: Float32Array; readonly bias: Float32Array };
  /** `weight` has shape `[units, classes]`. */
  readonly output: { readonly classes: number; readonly weight: Float32Array; readonly bias: Float32Array };
}

/** Resolves with a network that is trained by AdamW on cross-entropy; the same plan and data give the same bytes on a machine. */
export async function fitNetwork({ features, labels, weights }: TrainingData, plan: NetworkPlan, runtime: Runtime): Promise<Network> {
  const standardiser = standardiserOf(features);
  const rows = features.map((row) => standardise(row, standardiser));
  const width = rows[0]!.length;
  const batch = { x: { dims: [plan.batch, width] }, target: { dims: [plan.batch, plan.classes] } };
  const step = compileTrainingStep({ name: 'voice head', batch, loss: lossOf(plan), optimizer: adamW({ weightDecay: plan.decay }) });
  await using trainer = await openTrainer(step, { runtime, seed: plan.seed });
  await trainAll(trainer, { rows, targets: labels.map((label, i) => targetOf(label, weights[i]!, plan)) }, plan);
  return { ...standardiser, ...joinMembers(await parametersOf(trainer), { ...plan, width }) };
}

/** Each member has its own dropout and its own loss, so that the sum trains them independently. */
function lossOf(plan: NetworkPlan): Loss {
  return (scope, { x, target }) => {
    const losses = membersOf(plan).map((name) => tf.mean(softmaxCrossEntropy(memberLogits(scope.in(name), x!, plan), target!)));
    return { loss: tf.addN(losses) };
  };
}

function memberLogits(scope: Scope, x: Tensor, { hidden, classes, dropout }: NetworkPlan): Tensor {
  const units = tf.relu(linear(scope.in('hidden'), scope.dropout(x, dropout.features), hidden));
  return linear(scope.in('output'), scope.dropout(units, dropout.hidden), classes);
}

function membersOf({ members }: NetworkPlan): string[] {
  return Array.from({ length: members }, (_, index) => `member-${index}`);
}

/** The smoothed target times the weight of the example. */
function targetOf(label: number, weight: number, { classes, smoothing }: NetworkPlan): Float32Array {
  return Float32Array.from({ length: classes }, (_, c) => weight * ((c === label ? 1 - smoothing : 0) + smoothing / classes));
}

interface Rows {
  readonly rows: readonly Float32Array[];
  readonly targets: readonly Float32Array[];
}

const STEPS_AT_ONCE = 20;

async function trainAll(trainer: Trainer, data: Rows, { epochs, batch, rate, seed }: NetworkPlan): Promise<void> {
  const perEpoch = Math.floor(data.rows.length / batch);
  const schedule = cosine();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(data.rows.length, randomFor(seed, 'order', epoch));
    for (let first = 0; first < perEpoch; first += STEPS_AT_ONCE) {
      const steps = Array.from({ length: Math.min(STEPS_AT_ONCE, perEpoch - first) }, (_, i) => first + i);
      const rates = steps.map((step) => rate * schedule(epoch * perEpoch + step, epochs * perEpoch));
      await trainer.train(steps.map((step) => toBatch(data, order.subarray(step * batch, (step + 1) * batch))), rates);
    }
  }
}

function toBatch({ rows, targets }: Rows, indices: Uint32Array): Batch {
  const [width, classes] = [rows[0]!.length, targets[0]!.length];
  const x = new Float32Array(indices.length * width);
  const target = new Float32Array(indices.length * classes);
  indices.forEach((index, i) => {
    x.set(rows[index]!, i * width);
    target.set(targets[index]!, i * classes);
  });
  return { x, target };
}

async function parametersOf(trainer: Trainer): Promise<(name: string) => Float32Array> {
  const { tensors } = await trainer.save();
  return (name) => tensors[`parameter:${name}`]!.data;
}

function joinMembers(parameter: (name: string) => Float32Array, plan: NetworkPlan & { readonly width: number }): Pick<Network, 'hidden' | 'output'> {
  const { hidden, classes, members, width } = plan;
  const units = members * hidden;
  const joined = { weight: new Float32Array(width * units), bias: new Float32Array(units) };
  const output = { weight: new Float32Array(units * classes), bias: new Float32Array(classes) };
  membersOf(plan).forEach((name, member) => {
    const weight = parameter(`${name}/hidden/weight`);
    for (let d = 0; d < width; d++) joined.weight.set(weight.subarray(d * hidden, (d + 1) * hidden), d * units + member * hidden);
    joined.bias.set(parameter(`${name}/hidden/bias`), member * hidden);
    output.weight.set(parameter(`${name}/output/weight`).map((value) => value / members), member * hidden * classes);
    parameter(`${name}/output/bias`).forEach((value, c) => (output.bias[c]! += value / members));
  });
  return { hidden: { units, ...joined }, output: { classes, ...output } };
}
