import tf from '@tensorflow/tfjs';
import { ELEMENT_TYPES } from '../../onnx/model.ts';
import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { permute } from '../permute.ts';
import { constantFromBackend, elementTypeOf } from '../recorded-type.ts';
import type { Recorder } from '../recorder.ts';
import type { DataType, TensorInfo } from '@tensorflow/tfjs';

interface One {
  readonly x: TensorInfo;
}

function fill(recorder: Recorder, shape: readonly number[], { value, dtype }: { value: number; dtype: DataType }): TensorInfo {
  return recorder.spread(recorder.known(constantFromBackend([value], dtype), [], dtype), shape);
}

/** Kernels that change shape, order or type, or make tensors of one value. */
export const shapes: KernelTable = {
  Reshape: kernel<One, { shape: number[] }>((recorder, { x }, { shape }) =>
    recorder.reshaped(x, tf.util.inferFromImplicitShape(shape, tf.util.sizeFromShape(x.shape))),
  ),
  ExpandDims: kernel<{ readonly input: TensorInfo }, { dim: number }>((recorder, { input }, { dim }) =>
    recorder.reshaped(input, input.shape.toSpliced(dim < 0 ? dim + input.shape.length + 1 : dim, 0, 1)),
  ),
  Identity: kernel<One>((recorder, { x }) => recorder.again(x)),
  Cast: kernel<One, { dtype: DataType }>((recorder, { x }, { dtype }) => {
    if (dtype === x.dtype) return recorder.again(x);
    const held = recorder.compact(x);
    const constant = recorder.constantOf(held);
    if (constant !== undefined) return recorder.spread(recorder.known(castConstant(constant, dtype), held.shape, dtype), x.shape);
    return elementwise(recorder, [x], dtype, (name) => recorder.emit('Cast', [name], { to: ELEMENT_TYPES[elementTypeOf(dtype)] }));
  }),
  Transpose: kernel<One, { perm: number[] }>((recorder, { x }, { perm }) => {
    const constant = recorder.constantOf(x);
    if (constant !== undefined) {
      const { data, dims } = permute(constant, x.shape, perm);
      return recorder.known(data, dims, x.dtype);
    }
    const shape = perm.map((axis) => x.shape[axis]!);
    return recorder.result(recorder.emit('Transpose', [recorder.name(x)], { perm }), shape, x.dtype);
  }),
  Tile: kernel<One, { reps: number[] }>((recorder, { x }, { reps }) => {
    const shape = x.shape.map((dim, axis) => dim * reps[axis]!);
    if (reps.every((times, axis) => times === 1 || x.shape[axis] === 1)) return recorder.spread(x, shape);
    return recorder.result(recorder.emit('Tile', [recorder.name(x), recorder.int64(reps)]), shape, x.dtype);
  }),
  BroadcastTo: kernel<One, { shape: number[] }>((recorder, { x }, { shape }) => recorder.spread(x, shape)),
  Fill: kernel<object, { shape: number[]; value: number; dtype?: DataType }>((recorder, _, { shape, value, dtype = 'float32' }) => fill(recorder, shape, { value, dtype })),
  ZerosLike: kernel<One>((recorder, { x }) => fill(recorder, x.shape, { value: 0, dtype: x.dtype })),
  OnesLike: kernel<One>((recorder, { x }) => fill(recorder, x.shape, { value: 1, dtype: x.dtype })),
  LinSpace: kernel<object, { start: number; stop: number; num: number }>((recorder, _, { start, stop, num }) => {
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    return recorder.known(Float32Array.from({ length: num }, (_value, index) => start + index * step), [num], 'float32');
  }),
  Range: kernel<object, { start: number; stop: number; step: number; dtype?: DataType }>((recorder, _, { start, stop, step, dtype = 'float32' }) => {
    const length = Math.max(0, Math.ceil((stop - start) / step));
    return recorder.known(constantFromBackend(Array.from({ length }, (_value, index) => start + index * step), dtype), [length], dtype);
  }),
};

function castConstant(constant: ArrayLike<number>, dtype: DataType) {
  return constantFromBackend(dtype === 'bool' ? Array.from(constant, (value) => Number(value !== 0)) : Array.from(constant), dtype);
}
