import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** Sums of products by index letters. */
export const einsum: KernelTable = {
  Einsum: kernel<Readonly<Record<string, TensorInfo>>, { equation: string }>((recorder, inputs, { equation }) => {
    const tensors = Object.values(inputs);
    const [left, right] = equation.replaceAll(' ', '').split('->') as [string, string];
    const sizes = new Map(left.split(',').flatMap((term, index) => Array.from(term, (letter, axis) => [letter, tensors[index]!.shape[axis]!] as const)));
    const name = recorder.emit('Einsum', tensors.map((tensor) => recorder.name(tensor)), { equation });
    return recorder.result(name, Array.from(right, (letter) => sizes.get(letter)!), tensors[0]!.dtype);
  }),
};
