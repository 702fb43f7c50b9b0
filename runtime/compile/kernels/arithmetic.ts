import { elementwise } from '../elementwise.ts';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface Pair {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

function binary(op: string): Kernel {
  return kernel<Pair>((recorder, { a, b }) => elementwise(recorder, [a, b], a.dtype, (x, y) => recorder.emit(op, [x, y])));
}

/** Sums, products and their kin, of two tensors or more. */
export const arithmetic: KernelTable = {
  Add: binary('Add'),
  Sub: binary('Sub'),
  Multiply: binary('Mul'),
  RealDiv: binary('Div'),
  Maximum: binary('Max'),
  Minimum: binary('Min'),
  Pow: binary('Pow'),
  FloorDiv: kernel<Pair>((recorder, { a, b }) =>
    elementwise(recorder, [a, b], a.dtype, (x, y) => {
      const [numerator, denominator] = [x, y].map((name) => (a.dtype === 'int32' ? recorder.emit('Cast', [name], { to: 11 }) : name));
      const floor = recorder.emit('Floor', [recorder.emit('Div', [numerator!, denominator!])]);
      return a.dtype === 'int32' ? recorder.emit('Cast', [floor], { to: 6 }) : floor;
    }),
  ),
  Mod: kernel<Pair>((recorder, { a, b }) =>
    // The sign of the divisor, as in tfjs; ONNX has that for integers only
    elementwise(recorder, [a, b], a.dtype, (x, y) => {
      if (a.dtype === 'int32') return recorder.emit('Mod', [x, y]);
      const floor = recorder.emit('Floor', [recorder.emit('Div', [x, y])]);
      return recorder.emit('Sub', [x, recorder.emit('Mul', [floor, y])]);
    }),
  ),
  SquaredDifference: kernel<Pair>((recorder, { a, b }) =>
    elementwise(recorder, [a, b], a.dtype, (x, y) => {
      const difference = recorder.emit('Sub', [x, y]);
      return recorder.emit('Mul', [difference, difference]);
    }),
  ),
  AddN: kernel<Readonly<Record<string, TensorInfo>>>((recorder, inputs) => {
    const tensors = Object.values(inputs);
    return elementwise(recorder, tensors, tensors[0]!.dtype, (...names) => names.reduce((sum, name) => recorder.emit('Add', [sum, name])));
  }),
};
