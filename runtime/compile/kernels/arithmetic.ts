import { broadcastShape, elementwise } from '../elementwise.ts';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import { constantFromBackend } from '../recorded-type.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface Pair {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

interface Folding {
  /** The same on numbers that are known while tracing. */
  readonly known: (a: number, b: number) => number;
  /** The second number that changes nothing. */
  readonly neutral?: number;
  /** Whether that is so for the first number too. */
  readonly commutes?: boolean;
}

function binary(op: string, { known, neutral, commutes = false }: Folding): Kernel {
  return kernel<Pair>((recorder, { a, b }) => {
    const shape = broadcastShape([a, b]);
    const [left, right] = [a, b].map((tensor) => knownNumber(recorder, tensor));
    if (left !== undefined && right !== undefined) return recorder.spread(recorder.known(constantFromBackend([known(left, right)], a.dtype), [], a.dtype), shape);
    if (right !== undefined && right === neutral) return recorder.spread(a, shape);
    if (commutes && left !== undefined && left === neutral) return recorder.spread(b, shape);
    return elementwise(recorder, [a, b], a.dtype, (x, y) => recorder.emit(op, [x, y]));
  });
}

/** The number that all elements are, where it is known. */
function knownNumber(recorder: Recorder, tensor: TensorInfo): number | undefined {
  const values = recorder.constantOf(recorder.compact(tensor));
  return values?.length === 1 ? values[0] : undefined;
}

/** Powers that are products or roots take a fraction of the time that the general one takes. */
const POWERS: Readonly<Record<number, (recorder: Recorder, x: string) => string>> = {
  [-1]: (recorder, x) => recorder.emit('Reciprocal', [x]),
  0.5: (recorder, x) => recorder.emit('Sqrt', [x]),
  1: (_, x) => x,
  1.5: (recorder, x) => recorder.emit('Mul', [x, recorder.emit('Sqrt', [x])]),
  2: (recorder, x) => recorder.emit('Mul', [x, x]),
  3: (recorder, x) => recorder.emit('Mul', [x, recorder.emit('Mul', [x, x])]),
};

/** Sums, products and their kin, of two tensors or more. */
export const arithmetic: KernelTable = {
  Add: binary('Add', { known: (a, b) => a + b, neutral: 0, commutes: true }),
  Sub: binary('Sub', { known: (a, b) => a - b, neutral: 0 }),
  Multiply: binary('Mul', { known: (a, b) => a * b, neutral: 1, commutes: true }),
  RealDiv: binary('Div', { known: (a, b) => a / b, neutral: 1 }),
  Maximum: binary('Max', { known: Math.max }),
  Minimum: binary('Min', { known: Math.min }),
  Pow: kernel<Pair>((recorder, { a, b }) => {
    const power = a.dtype === 'float32' ? POWERS[knownNumber(recorder, b) ?? NaN] : undefined;
    if (power === undefined) return elementwise(recorder, [a, b], a.dtype, (x, y) => recorder.emit('Pow', [x, y]));
    return recorder.spread(elementwise(recorder, [a], a.dtype, (x) => power(recorder, x)), broadcastShape([a, b]));
  }),
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
