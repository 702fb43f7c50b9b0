import { elementwise } from '../elementwise.ts';
import { activations } from './activation.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** What tfjs's fused kernels may add after the convolution or product itself. */
export interface Fused {
  readonly bias?: TensorInfo | undefined;
  readonly preluActivationWeights?: TensorInfo | undefined;
}

/** The activation's name and parameter. */
export interface FusedAttributes {
  readonly activation?: string | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

const KERNELS: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
};

/** Returns `x` after the activation function that a fused kernel names; `undefined` and `'linear'` leave it. */
export function activate(recorder: Recorder, x: TensorInfo, { preluActivationWeights, activation, leakyreluAlpha }: Fused & FusedAttributes): TensorInfo {
  if (activation === undefined || activation === 'linear') return x;
  if (activation === 'prelu') {
    return elementwise(recorder, [x, preluActivationWeights!], x.dtype, (name, slope) => recorder.emit('PRelu', [name, slope]));
  }
  const kernelName = KERNELS[activation];
  if (kernelName === undefined) throw new Error(`the fused activation "${activation}" cannot be compiled`);
  return activations[kernelName]!(recorder, { x }, { alpha: leakyreluAlpha }) as TensorInfo;
}
