import tf from '@tensorflow/tfjs';
import { gradient } from './gradient.ts';
import { sumTo } from './sum-to.ts';
import type { GradConfig, Tensor } from '@tensorflow/tfjs';

type Pair = [a: Tensor, b: Tensor];

/** The larger, or smaller, of two takes the gradient; the first of two equal ones. */
function chosen(kernelName: string, firstWins: (a: Tensor, b: Tensor) => Tensor): GradConfig {
  return gradient<Pair>(kernelName, { inputs: ['a', 'b'] }, (dy, [a, b]) => {
    const first = firstWins(a, b);
    return { a: () => sumTo(dy.mul(first.toFloat()), a.shape), b: () => sumTo(dy.mul(first.logicalNot().toFloat()), b.shape) };
  });
}

/** Gradients that tfjs has only for inputs of one shape, or makes of very many nodes. */
export const broadcastGradients: readonly GradConfig[] = [
  chosen('Maximum', (a, b) => a.greaterEqual(b)),
  chosen('Minimum', (a, b) => a.lessEqual(b)),
  gradient<Pair>('SquaredDifference', { inputs: ['a', 'b'] }, (dy, [a, b]) => {
    const whole = dy.mul(a.sub(b).mul(2));
    return { a: () => sumTo(whole, a.shape), b: () => sumTo(whole, b.shape).neg() };
  }),
  // tfjs adds up slices, one for each repetition
  gradient<[Tensor], { reps: number[] }>('Tile', { inputs: ['x'] }, (dy, [x], { reps }) => ({
    x: () => {
      if (reps.every((times, axis) => times === 1 || x.shape[axis] === 1)) return dy.sum(axesWhere(reps, (times) => times > 1), true);
      const apart = dy.reshape(x.shape.flatMap((dim, axis) => [reps[axis]!, dim]));
      return apart.sum(x.shape.map((_, axis) => 2 * axis));
    },
  })),
  // tfjs forgets to add up over the leading axes along which one factor was repeated
  gradient<Pair, { transposeA: boolean; transposeB: boolean }>('BatchMatMul', { inputs: ['a', 'b'] }, (dy, [a, b], { transposeA, transposeB }) => ({
    a: () => sumTo(transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB), a.shape),
    b: () => {
      // One matrix for all: the rows of all batches make one long product
      if (b.rank === 2 && a.rank > 2 && !transposeA) {
        const [rows, dyRows] = [a.reshape([-1, a.shape.at(-1)!]), dy.reshape([-1, dy.shape.at(-1)!])];
        return transposeB ? tf.matMul(dyRows, rows, true, false) : tf.matMul(rows, dyRows, true, false);
      }
      return sumTo(transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false), b.shape);
    },
  })),
];

function axesWhere(values: readonly number[], holds: (value: number) => boolean): number[] {
  return [...values.keys()].filter((axis) => holds(values[axis]!));
}
