import tf from '@tensorflow/tfjs';
import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { permute } from '../permute.ts';
import { activate, type Fused, type FusedAttributes } from './fused-activation.ts';
import type { Attribute } from '../../onnx/model.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

type Shape4 = [number, number, number, number];

interface ConvolutionInputs extends Fused {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
}

interface ConvolutionAttributes extends FusedAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** tfjs keeps filters as height, width, in, out; ONNX as out, in, height, width. */
const FILTER_AXES = [3, 2, 0, 1];

function convolve(recorder: Recorder, { x, filter, ...fused }: ConvolutionInputs, attributes: ConvolutionAttributes & { readonly depthwise: boolean }): TensorInfo {
  const { strides, pad, dataFormat = 'NHWC', dilations = 1, dimRoundingMode, depthwise } = attributes;
  if (dataFormat !== 'NHWC') throw new Error('convolutions in NCHW format cannot be compiled');
  const info = tf.backend_util.computeConv2DInfo(x.shape as Shape4, filter.shape as Shape4, strides, dilations, pad, dimRoundingMode, depthwise);
  const weight = depthwise ? depthwiseFilter(recorder, filter) : orderedFilter(recorder, filter, FILTER_AXES);
  const bias = fused.bias === undefined ? undefined : biasName(recorder, fused.bias, info.outChannels);
  const name = recorder.emit('Conv', [recorder.channelsFirst(x), weight, ...(bias === undefined ? [] : [bias])], {
    group: depthwise ? info.inChannels : 1,
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    ...padding(info.padInfo),
  });
  const biased = recorder.channelsFirstResult(name, info.outShape, x.dtype);
  const summed = bias === undefined && fused.bias !== undefined ? addBias(recorder, biased, fused.bias) : biased;
  return activate(recorder, summed, { ...fused, ...attributes });
}

function orderedFilter(recorder: Recorder, filter: TensorInfo, axes: readonly number[]): string {
  const constant = recorder.constantOf(filter);
  if (constant === undefined) return recorder.emit('Transpose', [recorder.name(filter)], { perm: axes });
  const { data, dims } = permute(constant, filter.shape, axes);
  return recorder.constant(data, dims);
}

/** `[height, width, in, multiplier]` becomes `[in * multiplier, 1, height, width]`. */
function depthwiseFilter(recorder: Recorder, filter: TensorInfo): string {
  const [height, width, channels, multiplier] = filter.shape as Shape4;
  const constant = recorder.constantOf(filter);
  const shape = [channels * multiplier, 1, height, width];
  if (constant !== undefined) return recorder.constant(permute(constant, filter.shape, [2, 3, 0, 1]).data, shape);
  return recorder.emit('Reshape', [recorder.emit('Transpose', [recorder.name(filter)], { perm: [2, 3, 0, 1] }), recorder.int64(shape)]);
}

/** A bias of one value per channel goes into the convolution itself. */
function biasName(recorder: Recorder, bias: TensorInfo, channels: number): string | undefined {
  const vector = bias.shape.length === 1 && bias.shape[0] === channels;
  return vector ? recorder.name(bias) : undefined;
}

function addBias(recorder: Recorder, x: TensorInfo, bias: TensorInfo): TensorInfo {
  return elementwise(recorder, [x, bias], x.dtype, (a, b) => recorder.emit('Add', [a, b]));
}

function padding({ top, left, bottom, right }: { top: number; left: number; bottom: number; right: number }): Record<string, Attribute> {
  return { pads: [top, left, bottom, right] };
}

const plain = kernel<ConvolutionInputs, ConvolutionAttributes>((recorder, inputs, attributes) => convolve(recorder, inputs, { ...attributes, depthwise: false }));
const depthwise = kernel<ConvolutionInputs, ConvolutionAttributes>((recorder, inputs, attributes) => convolve(recorder, inputs, { ...attributes, depthwise: true }));

/** Convolutions of images, with what tfjs fuses into them. */
export const convolutions: KernelTable = {
  Conv2D: plain,
  FusedConv2D: plain,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: depthwise,
  // The transposed convolution: `filter` is height, width, out, in
  Conv2DBackpropInput: kernel<{ readonly dy: TensorInfo; readonly filter: TensorInfo }, ConvolutionAttributes & { readonly inputShape: Shape4 }>(
    (recorder, { dy, filter }, { inputShape, strides, pad, dimRoundingMode }) => {
      const info = tf.backend_util.computeConv2DInfo(inputShape, filter.shape as Shape4, strides, 1, pad, dimRoundingMode);
      const { top, left, bottom, right } = info.padInfo;
      const extra = [
        inputShape[1] + top + bottom - ((info.outHeight - 1) * info.strideHeight + info.filterHeight),
        inputShape[2] + left + right - ((info.outWidth - 1) * info.strideWidth + info.filterWidth),
      ];
      const name = recorder.emit('ConvTranspose', [recorder.channelsFirst(dy), orderedFilter(recorder, filter, FILTER_AXES)], {
        strides: [info.strideHeight, info.strideWidth],
        output_padding: extra,
        ...padding(info.padInfo),
      });
      return recorder.channelsFirstResult(name, inputShape, dy.dtype);
    },
  ),
};
