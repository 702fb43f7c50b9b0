import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { composePartial, PARTIAL_INPUTS } from '../../../../fusion/train/partial/compose-partial.ts';
import { PARTIAL_METHODS } from '../../../../fusion/train/partial/methods.ts';
import { viewScopes } from '../../../../fusion/train/partial/view-scopes.ts';
import { planStep } from '../../../../runtime/train/compile-training-step.ts';
import { sgd } from '../../../../runtime/train/optimizers/sgd.ts';
import { onTfjsCpu } from '../../../runtime/compile/on-tfjs-cpu.ts';

beforeAll(onTfjsCpu);

/** Draws 0, 1, 2, … and, of a second kind, the same numbers below zero. */
function counting() {
  let next = 0;
  const count = (shape: readonly number[], sign: number) => tf.tensor(Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, () => sign * next++), [...shape]);
  return { training: true, normal: (shape: readonly number[]) => count(shape, 1), uniform: (shape: readonly number[]) => count(shape, -1) };
}

test('a further view gives each example what the first has drawn for another one, draw by draw', () => {
  const drawn = viewScopes(counting(), 3).map((scope) => [scope.normal([3, 2]).arraySync(), scope.uniform([3]).arraySync()]);
  expect(drawn).toEqual([
    [[[0, 1], [2, 3], [4, 5]], [-6, -7, -8]],
    [[[2, 3], [4, 5], [0, 1]], [-7, -8, -6]],
    [[[4, 5], [0, 1], [2, 3]], [-8, -6, -7]],
  ]);
});

test('where an example would be given its own numbers again, others are drawn', () => {
  const [first, second, third] = viewScopes(counting(), 3).map((scope) => scope.normal([2, 1]).arraySync());
  expect([first, second, third]).toEqual([[[0], [1]], [[1], [0]], [[2], [3]]]);
});

test('a step of IRNet, which compares two views, draws as many numbers as one of a method with one view', () => {
  const drawsOf = (name: string) => {
    const network = { name: 'none', takes: 'utterance', perFrame: false, fuse: (_scope: unknown, { x }: Readonly<Record<string, { readonly values: tf.Tensor }>>) => ({ features: x!.values }) } as const;
    const model = composePartial(network, { method: PARTIAL_METHODS[name]!, labels: ['a', 'b'], modalities: ['x'], augmentation: { noise: 1 } });
    const batch = { x: { dims: [4, 5] }, 'x.mask': { dims: [4] }, [PARTIAL_INPUTS.candidates]: { dims: [4, 2] }, [PARTIAL_INPUTS.targets]: { dims: [4, 2] }, [PARTIAL_INPUTS.knobs]: { dims: [4] } };
    return planStep({ name, batch, loss: model.loss, optimizer: sgd() }).declared.draws;
  };
  expect(drawsOf('irnet')).toEqual({ dropout: 0, normal: 20, uniform: 0 });
  expect(drawsOf('moving')).toEqual(drawsOf('irnet'));
});
