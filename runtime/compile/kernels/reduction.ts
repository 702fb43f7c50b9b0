import tf from '@tensorflow/tfjs';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface One {
  readonly x: TensorInfo;
}

interface ReduceAttributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims: boolean;
}

const CHANNELS_FIRST_AXIS = [0, 2, 3, 1];

function reduce(op: string): Kernel {
  return kernel<One, ReduceAttributes>((recorder, { x }, { axis, reductionIndices, keepDims }) => {
    const axes = tf.util.parseAxisParam((axis ?? reductionIndices)!, x.shape);
    return recordReduction(recorder, { op, x, axes, keepDims });
  });
}

function recordReduction(recorder: Recorder, { op, x, axes, keepDims }: { op: string; x: TensorInfo; axes: readonly number[]; keepDims: boolean }): TensorInfo {
  if (axes.length === 0) return recorder.result(recorder.name(x), x.shape, x.dtype);
  const shape = x.shape.flatMap((dim, index) => (!axes.includes(index) ? [dim] : keepDims ? [1] : []));
  // Without the space axes, or without the channels, both layouts leave the same order
  const orderKept = keepDims || axes.includes(3) || (axes.includes(1) && axes.includes(2));
  if (!recorder.isChannelsFirst(x) || !orderKept) {
    const name = recorder.emit(op, [recorder.name(x), recorder.int64(axes)], { keepdims: Number(keepDims) });
    return recorder.result(name, shape, x.dtype);
  }
  const mapped = axes.map((axis) => CHANNELS_FIRST_AXIS[axis]!);
  const name = recorder.emit(op, [recorder.channelsFirst(x), recorder.int64(mapped)], { keepdims: Number(keepDims) });
  return keepDims ? recorder.channelsFirstResult(name, shape, x.dtype) : recorder.result(name, shape, x.dtype);
}

function reduceBool(op: string): Kernel {
  return kernel<One, ReduceAttributes>((recorder, { x }, { axis, keepDims }) => {
    const axes = tf.util.parseAxisParam(axis!, x.shape);
    const numbers = recorder.result(recorder.emit('Cast', [recorder.name(x)], { to: 6 }), x.shape, 'int32');
    const result = recordReduction(recorder, { op, x: numbers, axes, keepDims });
    return recorder.result(recorder.emit('Cast', [recorder.name(result)], { to: 9 }), result.shape, 'bool');
  });
}

function argument(op: string): Kernel {
  return kernel<One, { axis: number }>((recorder, { x }, { axis }) => {
    const [at] = tf.util.parseAxisParam(axis, x.shape);
    const wide = recorder.emit(op, [recorder.name(x)], { axis: at!, keepdims: 0 });
    return recorder.result(recorder.emit('Cast', [wide], { to: 6 }), x.shape.toSpliced(at!, 1), 'int32');
  });
}

/** Sums, means and extremes along axes. */
export const reductions: KernelTable = {
  Sum: reduce('ReduceSum'),
  Mean: kernel<One, ReduceAttributes>((recorder, { x }, { axis, keepDims }) => {
    const axes = tf.util.parseAxisParam(axis!, x.shape);
    const numbers = x.dtype === 'float32' ? x : recorder.result(recorder.emit('Cast', [recorder.name(x)], { to: 1 }), x.shape, 'float32');
    return recordReduction(recorder, { op: 'ReduceMean', x: numbers, axes, keepDims });
  }),
  Max: reduce('ReduceMax'),
  Min: reduce('ReduceMin'),
  Prod: reduce('ReduceProd'),
  All: reduceBool('ReduceMin'),
  Any: reduceBool('ReduceMax'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
  TopK: kernel<One, { k: number; sorted: boolean }>((recorder, { x }, { k, sorted }) => {
    const shape = x.shape.with(-1, k);
    const [values, wide] = recorder.emitMany('TopK', [recorder.name(x), recorder.int64([k])], { count: 2, attributes: { sorted: Number(sorted) } });
    return [recorder.result(values!, shape, x.dtype), recorder.result(recorder.emit('Cast', [wide!], { to: 6 }), shape, 'int32')];
  }),
};
