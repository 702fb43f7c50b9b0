import tf from '@tensorflow/tfjs';
import { linear } from '../../runtime/ops/linear.ts';
import { scan, type ScanBody } from '../../runtime/ops/scan.ts';
import { uniformFanIn } from '../../runtime/train/initialiser.ts';
import { mlp } from '../layers/mlp.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Sizes of a gated memory. */
export interface GatedMemoryOptions {
  /** Shape `[B, T]`: 1 at the clip's frames; elsewhere the memory stays as it is. */
  readonly extent: Tensor;
  /** Hidden units of the networks that make candidates and gates. */
  readonly hidden: number;
  /** Numbers kept. */
  readonly memory: number;
  readonly dropout: number;
}

/**
 * Returns the multi-view gated memory u of Zadeh et al., "Memory Fusion Network" (2018), at each frame. With the candidate û = tanh(D_u(a)) and the
 * gates γ₁, γ₂ = σ(D_γ(a, u[t−1])), where each D is a network with one hidden layer:
 *
 *     u[t] = γ₁ ⊙ u[t−1] + γ₂ ⊙ û[t]
 *
 * The paper's gates see `a` only; its authors' code, which is followed here, shows them the memory too.
 *
 * @param attended a, shape `[B, T, A]`
 * @returns shape `[B, T, memory]`
 */
export function gatedMemory(scope: Scope, attended: Tensor, { extent, hidden, memory, dropout }: GatedMemoryOptions): Tensor {
  const batch = attended.shape[0];
  const candidate = tf.tanh(mlp(scope.in('candidate'), attended, { units: [hidden, memory], dropout }));
  const { gates, constants } = declareGates(scope.in('gates'), attended, { hidden, memory });
  const inputs = { candidate, gates, extent: tf.expandDims(extent, 2), ...dropped(scope.in('gates'), gates, dropout) };
  const timeFirst = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, tf.transpose(input, [1, 0, 2])]));
  const { outputs } = scan(remember, { carry: { memory: tf.zeros([batch, memory]) }, inputs: timeFirst, constants });
  return tf.transpose(outputs.memory!, [1, 0, 2]);
}

/** The part of the gates' hidden layers that does not depend on the memory, for all frames at once, and what each step needs. */
function declareGates(scope: Scope, attended: Tensor, { hidden, memory }: { readonly hidden: number; readonly memory: number }) {
  const size = attended.shape[2]!;
  const first = uniformFanIn(size + memory);
  const second = uniformFanIn(hidden);
  const gates = linear(attended, scope.parameter('attended', [size, 2 * hidden], first), scope.parameter('bias', [2 * hidden], first));
  const constants = {
    remembered: scope.parameter('memory', [memory, 2 * hidden], first),
    retain: scope.parameter('retain/weight', [hidden, memory], second),
    retainBias: scope.parameter('retain/bias', [memory], second),
    update: scope.parameter('update/weight', [hidden, memory], second),
    updateBias: scope.parameter('update/bias', [memory], second),
  };
  return { gates, constants };
}

/** Dropout of the gates' hidden units, drawn for all frames before the scan: its body cannot ask the scope. */
function dropped(scope: Scope, gates: Tensor, rate: number): { readonly scale?: Tensor } {
  return scope.training && rate > 0 ? { scale: scope.dropout(tf.onesLike(gates), rate) } : {};
}

const remember: ScanBody = ({ carry, inputs, constants }) => {
  const memory = carry.memory!;
  const hidden = tf.relu(tf.add(inputs.gates!, tf.matMul(memory as tf.Tensor2D, constants.remembered as tf.Tensor2D)));
  const [forRetain, forUpdate] = tf.split(inputs.scale === undefined ? hidden : tf.mul(hidden, inputs.scale), 2, 1) as [Tensor, Tensor];
  const retain = tf.sigmoid(linear(forRetain, constants.retain!, constants.retainBias));
  const update = tf.sigmoid(linear(forUpdate, constants.update!, constants.updateBias));
  const next = tf.add(tf.mul(retain, memory), tf.mul(update, inputs.candidate!));
  const kept = tf.add(memory, tf.mul(inputs.extent!, tf.sub(next, memory)));
  return { carry: { memory: kept }, outputs: { memory: kept } };
};
