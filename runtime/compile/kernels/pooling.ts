import tf from '@tensorflow/tfjs';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import type { Attribute } from '../../onnx/model.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function pool(op: string, attributes: Readonly<Record<string, Attribute>> = {}): Kernel {
  return kernel<{ readonly x: TensorInfo }, PoolAttributes>((recorder, { x }, { filterSize, strides, pad, dimRoundingMode }) => {
    const info = tf.backend_util.computePool2DInfo(x.shape as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);
    const { top, left, bottom, right } = info.padInfo;
    const name = recorder.emit(op, [recorder.channelsFirst(x)], {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: [top, left, bottom, right],
      ...attributes,
    });
    return recorder.channelsFirstResult(name, info.outShape, x.dtype);
  });
}

/** Pools of images. Padding never counts in an average. */
export const pooling: KernelTable = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool', { count_include_pad: 0 }),
};
