import { kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** The names of a ScatterND's inputs: what is there before, where to (int64), what. */
interface Scatter {
  readonly onto: string;
  readonly at: string;
  readonly updates: string;
}

function add(recorder: Recorder, { onto, at, updates }: Scatter): string {
  return recorder.emit('ScatterND', [onto, at, updates], { reduction: 'add' });
}

function wide(recorder: Recorder, indices: TensorInfo): string {
  return recorder.emit('Cast', [recorder.name(indices)], { to: 7 });
}

/** Zeros as a node: a constant of this size would make the file large. */
function zeros(recorder: Recorder, shape: readonly number[], dtype: string): string {
  const name = recorder.emit('ConstantOfShape', [recorder.int64(shape)]);
  return dtype === 'int32' ? recorder.emit('Cast', [name], { to: 6 }) : name;
}

/** Rows whose id is below zero are left out, as in tfjs: they go to one row more, which is cut off. */
function segmentSum(recorder: Recorder, { x, ids, segments }: { x: TensorInfo; ids: TensorInfo; segments: number }): TensorInfo {
  const shape = [segments, ...x.shape.slice(1)];
  const known = recorder.constantOf(ids);
  const dropped = known?.every((id) => id >= 0) !== true;
  const kept = dropped ? dropNegative(recorder, recorder.name(ids), segments) : recorder.name(ids);
  const column = recorder.emit('Unsqueeze', [recorder.emit('Cast', [kept], { to: 7 }), recorder.int64([-1])]);
  const name = add(recorder, { onto: zeros(recorder, dropped ? shape.with(0, segments + 1) : shape, x.dtype), at: column, updates: recorder.name(x) });
  if (!dropped) return recorder.result(name, shape, x.dtype);
  return recorder.result(recorder.emit('Slice', [name, recorder.int64([0]), recorder.int64([segments]), recorder.int64([0])]), shape, x.dtype);
}

function dropNegative(recorder: Recorder, ids: string, last: number): string {
  const negative = recorder.emit('Less', [ids, recorder.scalar(0, 'int32')]);
  return recorder.emit('Where', [negative, recorder.scalar(last, 'int32'), ids]);
}

/** Kernels that put values at given places. Indices outside of the result are an error when the graph runs. */
export const scattering: KernelTable = {
  UnsortedSegmentSum: kernel<{ readonly x: TensorInfo; readonly segmentIds: TensorInfo }, { numSegments: number }>((recorder, { x, segmentIds }, { numSegments }) =>
    segmentSum(recorder, { x, ids: segmentIds, segments: numSegments }),
  ),
  ScatterNd: kernel<{ readonly indices: TensorInfo; readonly updates: TensorInfo }, { shape: number[] }>((recorder, { indices, updates }, { shape }) => {
    const name = add(recorder, { onto: zeros(recorder, shape, updates.dtype), at: wide(recorder, indices), updates: recorder.name(updates) });
    return recorder.result(name, shape, updates.dtype);
  }),
  TensorScatterUpdate: kernel<{ readonly tensor: TensorInfo; readonly indices: TensorInfo; readonly updates: TensorInfo }>((recorder, { tensor, indices, updates }) =>
    recorder.result(recorder.emit('ScatterND', [recorder.name(tensor), wide(recorder, indices), recorder.name(updates)]), tensor.shape, tensor.dtype),
  ),
  SparseToDense: kernel<{ readonly sparseIndices: TensorInfo; readonly sparseValues: TensorInfo; readonly defaultValue: TensorInfo }, { outputShape: number[] }>(
    (recorder, { sparseIndices, sparseValues, defaultValue }, { outputShape }) => {
      const { length } = outputShape;
      const count = sparseIndices.shape.length === 0 ? 1 : sparseIndices.shape[0]!;
      const at = recorder.emit('Reshape', [wide(recorder, sparseIndices), recorder.int64([count, length])]);
      const updates = recorder.emit('Expand', [recorder.name(sparseValues), recorder.int64([count])]);
      const name = recorder.emit('ScatterND', [recorder.name(recorder.spread(defaultValue, outputShape)), at, updates]);
      return recorder.result(name, outputShape, sparseValues.dtype);
    },
  ),
  Bincount: kernel<{ readonly x: TensorInfo; readonly weights: TensorInfo }, { size: number }>((recorder, { x, weights }, { size }) => {
    const [count] = x.shape as [number];
    // No weights count one each; numbers past the end are left out
    const each = weights.shape[0] === 0 ? recorder.spread(recorder.known(Float32Array.of(1), [], 'float32'), [count]) : weights;
    const past = recorder.emit('GreaterOrEqual', [recorder.name(x), recorder.scalar(size, 'int32')]);
    const kept = recorder.result(recorder.emit('Where', [past, recorder.scalar(-1, 'int32'), recorder.name(x)]), x.shape, 'int32');
    const sums = segmentSum(recorder, { x: each, ids: kept, segments: size });
    return weights.dtype === sums.dtype ? sums : recorder.result(recorder.emit('Cast', [recorder.name(sums)], { to: weights.dtype === 'int32' ? 6 : 1 }), [size], weights.dtype);
  }),
};
