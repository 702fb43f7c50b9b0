import tf from '@tensorflow/tfjs';
import { gradient } from './gradient.ts';
import type { GradConfig, Tensor } from '@tensorflow/tfjs';

interface Cumulation {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** Adds what was mirrored before and after an axis back to where it came from. */
function fold(dy: Tensor, axis: number, [before, after]: [number, number]): Tensor {
  const size = dy.shape[axis]! - before - after;
  const part = (begin: number, length: number) => dy.slice(dy.shape.map((_, at) => (at === axis ? begin : 0)), dy.shape.with(axis, length));
  const onto = (x: Tensor, begin: number) => x.pad(x.shape.map((dim, at) => (at === axis ? [begin, size - begin - dim] : [0, 0])));
  const parts = [part(before, size)];
  if (before > 0) parts.push(onto(part(0, before).reverse(axis), 1));
  if (after > 0) parts.push(onto(part(before + size, after).reverse(axis), size - 1 - after));
  return parts.reduce((sum, each) => sum.add(each));
}

/** Gradients along an axis: tfjs's own turn the axes round, forget the mirrored part, or do not exist. */
export const sequenceGradients: readonly GradConfig[] = [
  gradient<[], Cumulation>('Cumsum', {}, (dy, _, { axis, exclusive, reverse }) => ({ x: () => tf.cumsum(dy, axis, exclusive, !reverse) })),
  // Each value is a factor of all results after it; as for other quotients there is no gradient at zero
  gradient<[Tensor, Tensor], Cumulation>('Cumprod', { inputs: ['x'], outputs: [true] }, (dy, [x, y], { axis, exclusive, reverse }) => ({
    x: () => tf.cumsum(dy.mul(y), axis, exclusive, !reverse).div(x),
  })),
  gradient<[], { paddings: [number, number][] }>('MirrorPad', {}, (dy, _, { paddings }) => ({
    x: () => paddings.reduce((folded, sizes, axis) => (sizes[0] + sizes[1] === 0 ? folded : fold(folded, axis, sizes)), dy),
  })),
  gradient<Tensor[], { equation: string }>('Einsum', { inputs: 'all' }, (dy, factors, { equation }) => {
    const [left, result] = equation.replaceAll(' ', '').split('->') as [string, string];
    const terms = left.split(',');
    return Object.fromEntries(terms.map((term, index) => [index, () => byFactor(dy, factors, { terms, result, index, term })]));
  }),
];

/** The gradient by one factor of an einsum: the others times `dy`; indices that nothing else has are repeated. */
function byFactor(dy: Tensor, factors: readonly Tensor[], { terms, result, index, term }: { terms: readonly string[]; result: string; index: number; term: string }): Tensor {
  const others = terms.toSpliced(index, 1);
  const known = Array.from(term).filter((letter) => result.includes(letter) || others.some((other) => other.includes(letter)));
  const product = tf.einsum(`${[result, ...others].join(',')}->${known.join('')}`, dy, ...factors.toSpliced(index, 1));
  const { shape } = factors[index]!;
  return tf.broadcastTo(product.reshape(shape.map((dim, axis) => (known.includes(term[axis]!) ? dim : 1))), shape);
}
