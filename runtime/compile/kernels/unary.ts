import { elementwise } from '../elementwise.ts';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { DataType, TensorInfo } from '@tensorflow/tfjs';

function unary(build: (recorder: Recorder, name: string, dtype: DataType) => string, dtype?: DataType): Kernel {
  return kernel<{ readonly x: TensorInfo }>((recorder, { x }) =>
    elementwise(recorder, [x], dtype ?? x.dtype, (name) => build(recorder, name, x.dtype)),
  );
}

function same(op: string): Kernel {
  return unary((recorder, name) => recorder.emit(op, [name]));
}

/** Functions of one number. */
export const unaryFunctions: KernelTable = {
  ...Object.fromEntries(
    ['Exp', 'Log', 'Sqrt', 'Neg', 'Abs', 'Erf', 'Floor', 'Ceil', 'Round', 'Sign', 'Reciprocal', 'Softplus'].map((op) => [op, same(op)]),
  ),
  ...Object.fromEntries(['Sin', 'Cos', 'Tan', 'Asin', 'Acos', 'Atan', 'Sinh', 'Cosh', 'Asinh', 'Acosh', 'Atanh'].map((op) => [op, same(op)])),
  Square: unary((recorder, x) => recorder.emit('Mul', [x, x])),
  Rsqrt: unary((recorder, x) => recorder.emit('Reciprocal', [recorder.emit('Sqrt', [x])])),
  Expm1: unary((recorder, x) => recorder.emit('Sub', [recorder.emit('Exp', [x]), recorder.scalar(1)])),
  Log1p: unary((recorder, x) => recorder.emit('Log', [recorder.emit('Add', [x, recorder.scalar(1)])])),
  IsNan: unary((recorder, x) => recorder.emit('IsNaN', [x]), 'bool'),
  IsInf: unary((recorder, x) => recorder.emit('IsInf', [x]), 'bool'),
  IsFinite: unary((recorder, x) => {
    const broken = recorder.emit('Or', [recorder.emit('IsInf', [x]), recorder.emit('IsNaN', [x])]);
    return recorder.emit('Not', [broken]);
  }, 'bool'),
};
