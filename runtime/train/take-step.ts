import tf from '@tensorflow/tfjs';
import { clipGradients, decideSkip, globalNorm, skipStateLength, type Clip } from './clip.ts';
import { released, StepScope } from './step-scope.ts';
import { unpack, type Slab } from './slabs.ts';
import type { Declared, Draws } from './declare.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { Scope, Tensors } from './scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What is minimised, and what is only reported. */
export interface LossResult {
  /** A scalar. */
  readonly loss: Tensor;
  /** Scalars. */
  readonly metrics?: Tensors | undefined;
  /** Of any shape, float32: what a caller wants to know of each item of the batch. Names differ from those of the metrics. */
  readonly reports?: Tensors | undefined;
}

/** The loss of one batch: a plain function of a scope and the batch. */
export type Loss = (scope: Scope, batch: Tensors) => LossResult;

/** Everything about a step but its numbers. */
export interface StepPlan {
  readonly loss: Loss;
  readonly declared: Declared;
  readonly slabs: readonly Slab[];
  readonly optimizer: Optimizer;
  readonly clip?: Clip | undefined;
}

/** The numbers of a step. */
export interface StepInputs {
  readonly batch: Tensors;
  /** By the names of `stateShapes`. */
  readonly state: Tensors;
  /** Shape `[n]`: the optimiser's scalars. */
  readonly scalars: Tensor;
  /** Shape `[n]` each. */
  readonly draws: Readonly<Record<keyof Draws, Tensor>>;
}

/** Returns name and shape of every tensor that a step takes and gives back. */
export function stateShapes({ declared, slabs, optimizer, clip }: StepPlan): Record<string, readonly number[]> {
  const parameters = slabs.flatMap(({ name, shape }) => [`parameter:${name}`, ...optimizer.slots.map((slot) => `${slot}:${name}`)].map((key) => [key, shape] as const));
  const running = declared.running.map(({ name, shape }) => [`running:${name}`, shape] as const);
  const skip = clip?.kind === 'skip' ? [['skip', [skipStateLength(clip)]] as const] : [];
  return Object.fromEntries<readonly number[]>([...parameters, ...running, ...skip]);
}

/** Returns the state after one step of training, with the loss, the norm of the gradients before clipping, the metrics and the reports. */
export function takeStep(plan: StepPlan, inputs: StepInputs): { readonly state: Tensors; readonly metrics: Tensors; readonly reports: Tensors } {
  const { slabs, clip } = plan;
  const before = slabs.map((slab) => inputs.state[`parameter:${slab.name}`]!);
  const { gradients, updates, metrics, reports } = differentiate(plan, inputs, before);
  const norm = globalNorm(gradients);
  const clipped = clip === undefined ? gradients : clipGradients(gradients, clip, norm);
  const state = { ...inputs.state, ...optimise(plan, inputs, clipped), ...Object.fromEntries(Object.entries(updates).map(([name, value]) => [`running:${name}`, value])) };
  return { state: clip?.kind === 'skip' ? leaveOut(clip, { norm, before: inputs.state, after: state }) : state, metrics: { ...metrics, 'gradient-norm': norm }, reports };
}

/** Returns the gradient of each slab. What tfjs would dispose of when the forward pass ends is kept until it is over. */
function differentiate({ loss, slabs }: StepPlan, { batch, state, draws }: StepInputs, parameters: Tensor[]): { gradients: Tensor[]; updates: Tensors; metrics: Tensors; reports: Tensors } {
  const kept: { metrics: Tensors; reports: Tensors } = { metrics: {}, reports: {} };
  let scope: StepScope | undefined;
  const forward = (...tensors: Tensor[]) => {
    const byName = new Map(slabs.flatMap((slab, index) => unpack(slab, tensors[index]!).map((tensor, at) => [slab.members[at]!.spec.name, tensor] as const)));
    scope = new StepScope({
      training: true,
      tensor: ({ name }) => byName.get(name) ?? state[`running:${name}`]!,
      draw: (kind, shape, offset) => tf.reshape(tf.slice(draws[kind], offset, shape.reduce((product, dim) => product * dim, 1)), [...shape]),
    });
    const result = loss(scope, batch);
    for (const kind of ['metrics', 'reports'] as const) kept[kind] = mapTensors(result[kind], (tensor) => tf.keep(tensor.clone()));
    return result.loss;
  };
  const { value, grads } = tf.engine().gradients(() => forward(...parameters) as tf.Scalar, parameters, undefined, true);
  const gradients = grads.map((gradient, index) => (gradient as Tensor | null) ?? tf.zerosLike(parameters[index]!));
  return { gradients, updates: scope!.takeUpdates(), metrics: { loss: value, ...mapTensors(kept.metrics, released) }, reports: mapTensors(kept.reports, released) };
}

function mapTensors(tensors: Tensors = {}, map: (tensor: Tensor) => Tensor): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor)]));
}

function optimise({ slabs, optimizer }: StepPlan, { state, scalars }: StepInputs, gradients: readonly Tensor[]): Record<string, Tensor> {
  const numbers = tf.unstack(scalars);
  const entries = slabs.flatMap(({ name }, index) => {
    const slots = optimizer.slots.map((slot) => state[`${slot}:${name}`]!);
    const next = optimizer.update({ parameter: state[`parameter:${name}`]!, gradient: gradients[index]!, slots, scalars: numbers });
    return [[`parameter:${name}`, next.parameter] as const, ...optimizer.slots.map((slot, at) => [`${slot}:${name}`, next.slots[at]!] as const)];
  });
  return Object.fromEntries(entries);
}

function leaveOut(clip: Clip & { kind: 'skip' }, { norm, before, after }: { norm: Tensor; before: Tensors; after: Tensors }): Tensors {
  const { skip, state } = decideSkip(before.skip!, norm, clip);
  const chosen = Object.keys(before).map((name) => [name, tf.where(skip, before[name]!, after[name]!)] as const);
  return { ...Object.fromEntries(chosen), skip: state };
}
