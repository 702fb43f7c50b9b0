import tf from '@tensorflow/tfjs';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Attribute } from '../../onnx/model.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** What tfjs says of a pool. */
export interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type PoolInfo = ReturnType<typeof tf.backend_util.computePool2DInfo>;

/** Returns sizes, strides and padding of a pool of `x`, of shape `[batch, height, width, channels]`. */
export function poolInfo(x: TensorInfo, { filterSize, strides, pad, dimRoundingMode }: PoolAttributes): PoolInfo {
  return tf.backend_util.computePool2DInfo(x.shape as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);
}

/** Returns the same as attributes of an ONNX node. */
export function poolAttributes(info: PoolInfo): Readonly<Record<'kernel_shape' | 'strides' | 'pads', readonly number[]>> {
  const { top, left, bottom, right } = info.padInfo;
  return { kernel_shape: [info.filterHeight, info.filterWidth], strides: [info.strideHeight, info.strideWidth], pads: [top, left, bottom, right] };
}

function pool(op: string, attributes: Readonly<Record<string, Attribute>> = {}): Kernel {
  return kernel<{ readonly x: TensorInfo }, PoolAttributes>((recorder, { x }, asked) => {
    const info = poolInfo(x, asked);
    const name = recorder.emit(op, [recorder.channelsFirst(x)], { ...poolAttributes(info), ...attributes });
    return recorder.channelsFirstResult(name, info.outShape, x.dtype);
  });
}

/** Pools of images. Padding never counts in an average. */
export const pooling: KernelTable = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool', { count_include_pad: 0 }),
};
