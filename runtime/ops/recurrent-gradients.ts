import tf from '@tensorflow/tfjs';
import type { RecurrentWeights } from './recurrent-weights.ts';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** What the gradients of a recurrent layer are made of. `[T, D, B, …]` is with each direction in its own order of time. */
interface GradientParts {
  /** The layer's inputs, shape `[T, B, I]`. */
  readonly x: Tensor;
  /** Shape `[T, D, B, H]`. */
  readonly states: Tensor;
  readonly weight: RecurrentWeights['weight'];
  /** Gradients of the gates' sums, shape `[T, D, B, G·H]`. */
  readonly sums: Tensor;
  /** Of the states' part of those sums, where it is not the same. */
  readonly recurrentSums?: Tensor;
  /** For each direction whether it goes backward in time. */
  readonly backward: readonly boolean[];
}

/** Returns the gradients of a recurrent layer's inputs and parameters: one product each, and direction. */
export function recurrentGradients({ x, states, weight, sums, recurrentSums = sums, backward }: GradientParts): Record<'x' | keyof RecurrentWeights, () => Tensor> {
  const [length, batch, size] = x.shape as [number, number, number];
  const [gates, hidden] = [weight.shape[1]!, states.shape[3]!];
  const own = flatten(sums);
  const recurrent = recurrentSums === sums ? own : flatten(recurrentSums);
  const frames = () => backward.map((turned) => (turned ? tf.reverse(x, 0) : x).reshape<Tensor2D>([length * batch, size]));
  const before = () => flatten(tf.pad(states.slice([0, 0, 0, 0], [length - 1, backward.length, batch, hidden]), [[1, 0], [0, 0], [0, 0], [0, 0]]));
  const products = (matrices: readonly Tensor2D[], rows: readonly Tensor2D[]) => tf.stack(matrices.map((matrix, index) => tf.matMul(matrix, rows[index]!, true, false)));
  const ofFrames = (turned: boolean, index: number) => {
    const gradient = tf.matMul(own[index]!, weight.slice([index, 0, 0], [1, gates, size]).reshape([gates, size])).reshape([length, batch, size]);
    return turned ? tf.reverse(gradient, 0) : gradient;
  };
  return {
    x: () => tf.addN(backward.map(ofFrames)),
    weight: () => products(own, frames()),
    recurrence: () => products(recurrent, before()),
    bias: () => tf.stack(own.map((each, index) => tf.concat([each.sum(0), recurrent[index]!.sum(0)]))),
  };
}

/** `[T, D, B, K]` becomes, for each direction, `[T·B, K]`. */
function flatten(tensor: Tensor): Tensor2D[] {
  const [length, directions, batch, size] = tensor.shape as [number, number, number, number];
  return Array.from({ length: directions }, (_, index) => tensor.slice([0, index, 0, 0], [length, 1, batch, size]).reshape([length * batch, size]));
}
