import tf from '@tensorflow/tfjs';
import { kernel, type Kernel, type KernelTable } from '../kernel.ts';
import { filterName } from './filter.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

type Shape4 = [number, number, number, number];

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  /** tfjs's own calls leave it out. */
  readonly dilations?: [number, number] | number;
}

/** The gradient by the image, which is the transposed convolution. */
function byImage(depthwise: boolean): Kernel {
  return kernel<{ readonly dy: TensorInfo; readonly filter: TensorInfo }, Attributes & { readonly inputShape: Shape4 }>((recorder, { dy, filter }, attributes) => {
    const { inputShape, strides, pad, dimRoundingMode, dilations = 1 } = attributes;
    const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape as Shape4, strides, dilations, pad, dimRoundingMode, depthwise);
    const { top, left, bottom, right } = info.padInfo;
    const name = recorder.emit('ConvTranspose', [recorder.channelsFirst(dy), filterName(recorder, filter, { depthwise })], {
      group: depthwise ? info.inChannels : 1,
      strides: [info.strideHeight, info.strideWidth],
      dilations: [info.dilationHeight, info.dilationWidth],
      output_padding: [
        info.inHeight + top + bottom - ((info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight),
        info.inWidth + left + right - ((info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth),
      ],
      pads: [top, left, bottom, right],
    });
    return recorder.channelsFirstResult(name, inputShape, dy.dtype);
  });
}

/** The gradient by the filter: the image convolved with `dy`, batch and channels having changed places, and strides and dilations. */
function byFilter(depthwise: boolean): Kernel {
  return kernel<{ readonly x: TensorInfo; readonly dy: TensorInfo }, Attributes & { readonly filterShape: Shape4 }>((recorder, { x, dy }, attributes) => {
    const { filterShape, strides, pad, dimRoundingMode, dilations = 1 } = attributes;
    const info = tf.backend_util.computeConv2DInfo(x.shape as Shape4, filterShape, strides, dilations, pad, dimRoundingMode, depthwise);
    const { top, left, bottom, right } = info.padInfo;
    const image = channelsThenBatch(recorder, x);
    const grouped = depthwise ? recorder.emit('Reshape', [image, recorder.int64([1, info.inChannels * info.batchSize, info.inHeight, info.inWidth])]) : image;
    const whole = recorder.emit('Conv', [grouped, channelsThenBatch(recorder, dy)], {
      group: depthwise ? info.inChannels : 1,
      strides: [info.dilationHeight, info.dilationWidth],
      dilations: [info.strideHeight, info.strideWidth],
      pads: [top, left, bottom, right],
    });
    // Strides that do not divide the image leave rows and columns of which the filter saw nothing
    const cut = recorder.emit('Slice', [whole, recorder.int64([0, 0]), recorder.int64(filterShape.slice(0, 2)), recorder.int64([2, 3])]);
    const [height, width, channels, multiplier] = filterShape;
    const shaped = depthwise ? recorder.emit('Reshape', [cut, recorder.int64([channels, multiplier, height, width])]) : cut;
    return recorder.result(recorder.emit('Transpose', [shaped], { perm: [2, 3, 0, 1] }), filterShape, x.dtype);
  });
}

function channelsThenBatch(recorder: Recorder, tensor: TensorInfo): string {
  if (recorder.isChannelsFirst(tensor)) return recorder.emit('Transpose', [recorder.channelsFirst(tensor)], { perm: [1, 0, 2, 3] });
  return recorder.emit('Transpose', [recorder.name(tensor)], { perm: [3, 0, 1, 2] });
}

/** Gradients of convolutions; unlike tfjs's own kernels they know dilations. */
export const convolutionGradients: KernelTable = {
  Conv2DBackpropInput: byImage(false),
  Conv2DBackpropFilter: byFilter(false),
  DepthwiseConv2dNativeBackpropInput: byImage(true),
  DepthwiseConv2dNativeBackpropFilter: byFilter(true),
};
