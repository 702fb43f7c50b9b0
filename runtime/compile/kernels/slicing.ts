import tf from '@tensorflow/tfjs';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface One {
  readonly x: TensorInfo;
}

/** What tfjs gives the kernel of a strided slice. */
export interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

const CHANNELS_FIRST_AXIS = [0, 2, 3, 1];

function pad(mode: string): Kernel {
  return kernel<One, { paddings: [number, number][]; constantValue?: number }>((recorder, { x }, { paddings, constantValue = 0 }) => {
    const shape = x.shape.map((dim, axis) => dim + paddings[axis]![0] + paddings[axis]![1]);
    const channelsFirst = recorder.isChannelsFirst(x);
    const ordered = channelsFirst ? [0, 3, 1, 2].map((axis) => paddings[axis]!) : paddings;
    const amounts = recorder.int64([...ordered.map(([before]) => before), ...ordered.map(([, after]) => after)]);
    const source = channelsFirst ? recorder.channelsFirst(x) : recorder.name(x);
    const value = mode === 'constant' ? [recorder.scalar(constantValue, x.dtype)] : [];
    const name = recorder.emit('Pad', [source, amounts, ...value], { mode });
    return channelsFirst ? recorder.channelsFirstResult(name, shape, x.dtype) : recorder.result(name, shape, x.dtype);
  });
}

function concat(recorder: Recorder, tensors: readonly TensorInfo[], axis: number): TensorInfo {
  const first = tensors[0]!;
  const at = axis < 0 ? axis + first.shape.length : axis;
  const shape = first.shape.with(at, tensors.reduce((sum, tensor) => sum + tensor.shape[at]!, 0));
  if (tensors.some((tensor) => recorder.isChannelsFirst(tensor))) {
    const name = recorder.emit('Concat', tensors.map((tensor) => recorder.channelsFirst(tensor)), { axis: CHANNELS_FIRST_AXIS[at]! });
    return recorder.channelsFirstResult(name, shape, first.dtype);
  }
  return recorder.result(recorder.emit('Concat', tensors.map((tensor) => recorder.name(tensor)), { axis: at }), shape, first.dtype);
}

function slice(recorder: Recorder, x: TensorInfo, { begin, size }: { begin: readonly number[]; size: readonly number[] }): TensorInfo {
  const end = begin.map((start, axis) => start + size[axis]!);
  const axes = begin.map((_, axis) => axis).filter((axis) => begin[axis] !== 0 || size[axis] !== x.shape[axis]);
  if (axes.length === 0) return recorder.result(recorder.name(x), x.shape, x.dtype);
  const channelsFirst = recorder.isChannelsFirst(x);
  const name = recorder.emit('Slice', [
    channelsFirst ? recorder.channelsFirst(x) : recorder.name(x),
    recorder.int64(axes.map((axis) => begin[axis]!)),
    recorder.int64(axes.map((axis) => end[axis]!)),
    recorder.int64(channelsFirst ? axes.map((axis) => CHANNELS_FIRST_AXIS[axis]!) : axes),
  ]);
  return channelsFirst ? recorder.channelsFirstResult(name, size, x.dtype) : recorder.result(name, size, x.dtype);
}

/** Kernels that cut, join, pad and pick. */
export const slicing: KernelTable = {
  PadV2: pad('constant'),
  MirrorPad: kernel<One, { paddings: [number, number][]; mode: 'reflect' | 'symmetric' }>((recorder, inputs, { paddings, mode }) => {
    if (mode === 'symmetric') throw new Error('mirrorPad in symmetric mode cannot be compiled');
    return pad('reflect')(recorder, { x: inputs.x }, { paddings });
  }),
  Concat: kernel<Readonly<Record<string, TensorInfo>>, { axis: number }>((recorder, inputs, { axis }) =>
    concat(recorder, Object.values(inputs).filter((tensor) => !tensor.shape.includes(0)), axis),
  ),
  Pack: kernel<Readonly<Record<string, TensorInfo>>, { axis: number }>((recorder, inputs, { axis }) => {
    const tensors = Object.values(inputs);
    const at = axis < 0 ? axis + tensors[0]!.shape.length + 1 : axis;
    const axes = recorder.int64([at]);
    const expanded = tensors.map((tensor) => recorder.result(recorder.emit('Unsqueeze', [recorder.name(tensor), axes]), tensor.shape.toSpliced(at, 0, 1), tensor.dtype));
    return concat(recorder, expanded, at);
  }),
  Unpack: kernel<{ readonly value: TensorInfo }, { axis: number }>((recorder, { value }, { axis }) => {
    const at = axis < 0 ? axis + value.shape.length : axis;
    const shape = value.shape.toSpliced(at, 1);
    return Array.from({ length: value.shape[at]! }, (_, index) =>
      recorder.result(recorder.emit('Gather', [recorder.name(value), recorder.scalar(index, 'int32')], { axis: at }), shape, value.dtype),
    );
  }),
  SplitV: kernel<One, { numOrSizeSplits: number | number[]; axis: number }>((recorder, { x }, { numOrSizeSplits, axis }) => {
    const [at] = tf.util.parseAxisParam(axis, x.shape);
    const sizes = tf.backend_util.prepareSplitSize(x, numOrSizeSplits, at);
    const channelsFirst = recorder.isChannelsFirst(x);
    const names = recorder.emitMany('Split', [channelsFirst ? recorder.channelsFirst(x) : recorder.name(x), recorder.int64(sizes)], {
      count: sizes.length,
      attributes: { axis: channelsFirst ? CHANNELS_FIRST_AXIS[at!]! : at! },
    });
    return names.map((name, index) => {
      const shape = x.shape.with(at!, sizes[index]!);
      return channelsFirst ? recorder.channelsFirstResult(name, shape, x.dtype) : recorder.result(name, shape, x.dtype);
    });
  }),
  Slice: kernel<One, { begin: number[]; size: number[] }>((recorder, { x }, attributes) => {
    const [begin, size] = tf.slice_util.parseSliceParams(x, attributes.begin, attributes.size);
    return slice(recorder, x, { begin: begin!, size: size! });
  }),
  StridedSlice: kernel<One, StridedSliceAttributes>((recorder, { x }, a) => {
    const info = tf.slice_util.sliceInfo(x.shape, a.begin, a.end, a.strides, a.beginMask, a.endMask, a.ellipsisMask, a.newAxisMask, a.shrinkAxisMask);
    const begin = recorder.int64(info.begin);
    // Below zero means "from the end" in ONNX; a walk back to the first element ends far below it
    const end = recorder.int64(info.end.map((stop, axis) => (info.strides[axis]! < 0 && stop < 0 ? -(2 ** 40) : stop)));
    const axes = recorder.int64(info.begin.map((_, axis) => axis));
    const cut = recorder.emit('Slice', [recorder.name(x), begin, end, axes, recorder.int64(info.strides)]);
    return recorder.result(recorder.emit('Reshape', [cut, recorder.int64(info.finalShape)]), info.finalShape, x.dtype);
  }),
  Reverse: kernel<One, { dims: number | number[] }>((recorder, { x }, { dims }) => {
    const axes = tf.util.parseAxisParam(dims, x.shape);
    if (axes.length === 0) return recorder.result(recorder.name(x), x.shape, x.dtype);
    const all = (value: number) => recorder.int64(axes.map(() => value));
    return recorder.result(recorder.emit('Slice', [recorder.name(x), all(-1), all(-(2 ** 40)), recorder.int64(axes), all(-1)]), x.shape, x.dtype);
  }),
  GatherV2: kernel<{ readonly x: TensorInfo; readonly indices: TensorInfo }, { axis: number; batchDims: number }>((recorder, { x, indices }, { axis, batchDims }) => {
    const [at] = tf.util.parseAxisParam(axis, x.shape);
    const shape = x.shape.toSpliced(at!, 1, ...indices.shape.slice(batchDims));
    if (batchDims !== 0) {
      if (at !== batchDims) throw new Error(`gather along axis ${at} with batchDims ${batchDims} cannot be compiled; the two must be the same`);
      const wide = recorder.emit('Cast', [recorder.name(indices)], { to: 7 });
      const column = recorder.emit('Unsqueeze', [wide, recorder.int64([-1])]);
      return recorder.result(recorder.emit('GatherND', [recorder.name(x), column], { batch_dims: batchDims }), shape, x.dtype);
    }
    return recorder.result(recorder.emit('Gather', [recorder.name(x), recorder.name(indices)], { axis: at! }), shape, x.dtype);
  }),
  GatherNd: kernel<{ readonly params: TensorInfo; readonly indices: TensorInfo }>((recorder, { params, indices }) => {
    const depth = indices.shape.at(-1)!;
    const wide = recorder.emit('Cast', [recorder.name(indices)], { to: 7 });
    return recorder.result(recorder.emit('GatherND', [recorder.name(params), wide]), [...indices.shape.slice(0, -1), ...params.shape.slice(depth)], params.dtype);
  }),
  OneHot: kernel<{ readonly indices: TensorInfo }, { depth: number; onValue: number; offValue: number; dtype?: 'float32' | 'int32' }>(
    (recorder, { indices }, { depth, onValue, offValue, dtype = 'float32' }) => {
      const range = recorder.constant(Int32Array.from({ length: depth }, (_, index) => index), [depth]);
      const column = recorder.emit('Unsqueeze', [recorder.name(indices), recorder.int64([-1])]);
      const chosen = recorder.emit('Equal', [column, range]);
      const name = recorder.emit('Where', [chosen, recorder.scalar(onValue, dtype), recorder.scalar(offValue, dtype)]);
      return recorder.result(name, [...indices.shape, depth], dtype);
    },
  ),
};
