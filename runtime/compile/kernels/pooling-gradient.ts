import tf from '@tensorflow/tfjs';
import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { poolAttributes, poolInfo, type PoolAttributes } from './pooling.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

type Pool = ReturnType<typeof poolInfo>;

/** Where the greatest value of each window was found, in the flat image: the pool's second result. */
function positions(recorder: Recorder, { input, output, pool }: { input: TensorInfo; output: TensorInfo; pool: Pool }): string {
  const forward = recorder.addOutput('MaxPool', recorder.channelsFirst(output));
  return forward ?? recorder.emitMany('MaxPool', [recorder.channelsFirst(input)], { count: 2, attributes: poolAttributes(pool) })[1]!;
}

/** How many values each window of an axis has that lie within the image. */
function windowCounts({ size, out, filter, stride, before }: { size: number; out: number; filter: number; stride: number; before: number }): number[] {
  return Array.from({ length: out }, (_, index) => {
    const start = index * stride - before;
    return Math.min(start + filter, size) - Math.max(start, 0);
  });
}

function averageCounts(recorder: Recorder, pool: Pool): TensorInfo {
  const rows = windowCounts({ size: pool.inHeight, out: pool.outHeight, filter: pool.filterHeight, stride: pool.strideHeight, before: pool.padInfo.top });
  const columns = windowCounts({ size: pool.inWidth, out: pool.outWidth, filter: pool.filterWidth, stride: pool.strideWidth, before: pool.padInfo.left });
  const counts = Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)));
  return recorder.known(counts, [1, pool.outHeight, pool.outWidth, 1], 'float32');
}

/** Gradients of pools. That of the average divides by what was averaged; tfjs's own takes padding for values. */
export const poolingGradients: KernelTable = {
  MaxPoolGrad: kernel<{ readonly dy: TensorInfo; readonly input: TensorInfo; readonly output: TensorInfo }, PoolAttributes>((recorder, { dy, input, output }, attributes) => {
    const pool = poolInfo(input, attributes);
    const at = recorder.emit('Reshape', [positions(recorder, { input, output, pool }), recorder.int64([-1, 1])]);
    const updates = recorder.emit('Reshape', [recorder.channelsFirst(dy), recorder.int64([-1])]);
    const zeros = recorder.emit('ConstantOfShape', [recorder.int64([tf.util.sizeFromShape(input.shape)])]);
    const flat = recorder.emit('ScatterND', [zeros, at, updates], { reduction: 'add' });
    const shape = recorder.int64([pool.batchSize, pool.inChannels, pool.inHeight, pool.inWidth]);
    return recorder.channelsFirstResult(recorder.emit('Reshape', [flat, shape]), input.shape, dy.dtype);
  }),
  AvgPoolGrad: kernel<{ readonly dy: TensorInfo; readonly input: TensorInfo }, PoolAttributes>((recorder, { dy, input }, attributes) => {
    const pool = poolInfo(input, attributes);
    const share = elementwise(recorder, [dy, averageCounts(recorder, pool)], dy.dtype, (x, count) => recorder.emit('Div', [x, count]));
    if (pool.outHeight === 1 && pool.outWidth === 1 && pool.filterHeight >= pool.inHeight && pool.filterWidth >= pool.inWidth) return recorder.spread(share, input.shape);
    const { kernel_shape: size, ...common } = poolAttributes(pool);
    const { top, left, bottom, right } = pool.padInfo;
    const ones = recorder.constant(new Float32Array(pool.inChannels * pool.filterHeight * pool.filterWidth).fill(1), [pool.inChannels, 1, pool.filterHeight, pool.filterWidth]);
    const name = recorder.emit('ConvTranspose', [recorder.channelsFirst(share), ones], {
      ...common,
      kernel_shape: size,
      group: pool.inChannels,
      output_padding: [
        pool.inHeight + top + bottom - ((pool.outHeight - 1) * pool.strideHeight + pool.filterHeight),
        pool.inWidth + left + right - ((pool.outWidth - 1) * pool.strideWidth + pool.filterWidth),
      ],
    });
    return recorder.channelsFirstResult(name, input.shape, dy.dtype);
  }),
};
