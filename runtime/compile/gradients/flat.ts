import tf from '@tensorflow/tfjs';
import { gradient } from './gradient.ts';
import type { DataType, GradConfig, Tensor } from '@tensorflow/tfjs';

function flat(kernelName: string, inputs: readonly string[]): GradConfig {
  return gradient<Tensor[]>(kernelName, { inputs: [...inputs] }, (_, saved) =>
    Object.fromEntries(inputs.map((name, index) => [name, () => tf.zeros(saved[index]!.shape)])),
  );
}

/** Steps: their gradient is zero where they have one. tfjs has none for these, or one that passes through integers. */
export const flatGradients: readonly GradConfig[] = [
  ...['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr'].map((name) => flat(name, ['a', 'b'])),
  ...['LogicalNot', 'All', 'Any'].map((name) => flat(name, ['x'])),
  gradient<[], { dtype: DataType }>('Cast', {}, (dy, _, { dtype }) => ({ x: () => (dtype === 'float32' ? dy.clone() : tf.zeros(dy.shape)) })),
];
