import tf from '@tensorflow/tfjs';
import { gradient } from './gradient.ts';
import type { StridedSliceAttributes } from '../kernels/slicing.ts';
import type { GradConfig, Tensor } from '@tensorflow/tfjs';

/** Puts zeros between and around values that were taken at `begin + i * stride` of an axis of size `size`. */
function spreadOut(x: Tensor, { axis, begin, stride, size }: { axis: number; begin: number; stride: number; size: number }): Tensor {
  const ordered = stride < 0 ? x.reverse(axis) : x;
  const count = x.shape[axis]!;
  const step = Math.abs(stride);
  const first = stride < 0 ? begin + (count - 1) * stride : begin;
  const only = (before: number, after: number) => (_: number, at: number): [number, number] => (at === axis ? [before, after] : [0, 0]);
  if (step === 1 || count === 1) return ordered.pad(x.shape.map(only(first, size - first - count)));
  const spaced = ordered.expandDims(axis + 1).pad([...x.shape, 1].map((_, at): [number, number] => (at === axis + 1 ? [0, step - 1] : [0, 0])));
  const joined = spaced.reshape(x.shape.with(axis, count * step));
  const missing = size - first - count * step;
  const padded = joined.pad(joined.shape.map(only(first, Math.max(missing, 0))));
  return missing >= 0 ? padded : padded.slice(x.shape.map(() => 0), padded.shape.with(axis, size));
}

/** Indices `[batch, k]` into axis 1, with the item's own number before them: shape `[batch, k, 2]`. */
function withItem(indices: Tensor): Tensor {
  const [batch, ...rest] = indices.shape as [number, ...number[]];
  const items = tf.range(0, batch, 1, 'int32').reshape([batch, ...rest.map(() => 1)]);
  return tf.stack([tf.broadcastTo(items, indices.shape), indices], -1);
}

/** Gradients of kernels that pick or put: those that tfjs lacks, or writes item by item. */
export const pickingGradients: readonly GradConfig[] = [
  gradient<[Tensor, Tensor], { axis: number; batchDims: number }>('GatherV2', { inputs: ['x', 'indices'] }, (dy, [x, indices], { axis, batchDims }) => ({
    x: () => {
      if (batchDims > 1) throw new Error(`the gradient of gather with batchDims ${batchDims} cannot be compiled, only with 0 or 1`);
      if (batchDims === 1) return tf.scatterND(withItem(indices), dy, x.shape);
      const at = tf.util.parseAxisParam(axis, x.shape)[0]!;
      const rest = x.shape.toSpliced(at, 1);
      const rows = dy.reshape([...x.shape.slice(0, at), indices.size, ...x.shape.slice(at + 1)]);
      const order = [at, ...[...Array(at).keys()], ...rest.slice(at).map((_, index) => at + 1 + index)];
      const sums = tf.scatterND(indices.reshape([indices.size, 1]), rows.transpose(order), [x.shape[at]!, ...rest]);
      return sums.transpose(x.shape.map((_, index) => order.indexOf(index)));
    },
    indices: () => tf.zeros(indices.shape),
  })),
  gradient<[Tensor, Tensor]>('GatherNd', { inputs: ['params', 'indices'] }, (dy, [params, indices]) => ({
    params: () => tf.scatterND(indices, dy, params.shape),
    indices: () => tf.zeros(indices.shape),
  })),
  gradient<[Tensor]>('ScatterNd', { inputs: ['indices'] }, (dy, [indices]) => ({ updates: () => tf.gatherND(dy, indices), indices: () => tf.zeros(indices.shape) })),
  gradient<[Tensor, Tensor], { k: number }>('TopK', { inputs: ['x'], outputs: [false, true] }, (dy, [x, places], { k }) => ({
    x: () => {
      const rows = places.reshape([-1, k]);
      return tf.scatterND(withItem(rows), dy.reshape([-1, k]), [rows.shape[0], x.shape.at(-1)!]).reshape(x.shape);
    },
  })),
  gradient<[Tensor], StridedSliceAttributes>('StridedSlice', { inputs: ['x'] }, (dy, [x], a) => ({
    x: () => {
      const info = tf.slice_util.sliceInfo(x.shape, a.begin, a.end, a.strides, a.beginMask, a.endMask, a.ellipsisMask, a.newAxisMask, a.shrinkAxisMask);
      const places = info.begin.map((begin, axis) => ({ axis, begin, stride: info.strides[axis]!, size: x.shape[axis]! }));
      const taken = info.begin.map((begin, axis) => Math.ceil((info.end[axis]! - begin) / info.strides[axis]!));
      return places.reduce((whole, place) => (whole.shape[place.axis] === place.size && place.stride === 1 ? whole : spreadOut(whole, place)), dy.reshape(taken));
    },
  })),
];
