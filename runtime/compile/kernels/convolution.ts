import tf from '@tensorflow/tfjs';
import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { activate, type Fused, type FusedAttributes } from './fused-activation.ts';
import { filterName } from './filter.ts';
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

function convolve(recorder: Recorder, { x, filter, ...fused }: ConvolutionInputs, attributes: ConvolutionAttributes & { readonly depthwise: boolean }): TensorInfo {
  const { strides, pad, dataFormat = 'NHWC', dilations = 1, dimRoundingMode, depthwise } = attributes;
  if (dataFormat !== 'NHWC') throw new Error('convolutions in NCHW format cannot be compiled');
  const info = tf.backend_util.computeConv2DInfo(x.shape as Shape4, filter.shape as Shape4, strides, dilations, pad, dimRoundingMode, depthwise);
  const { top, left, bottom, right } = info.padInfo;
  const bias = fused.bias === undefined ? undefined : biasName(recorder, fused.bias, info.outChannels);
  const name = recorder.emit('Conv', [recorder.channelsFirst(x), filterName(recorder, filter, { depthwise }), ...(bias === undefined ? [] : [bias])], {
    group: depthwise ? info.inChannels : 1,
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [top, left, bottom, right],
  });
  const biased = recorder.channelsFirstResult(name, info.outShape, x.dtype);
  const summed = bias === undefined && fused.bias !== undefined ? addBias(recorder, biased, fused.bias) : biased;
  return activate(recorder, summed, { ...fused, ...attributes });
}

/** A bias of one value per channel goes into the convolution itself. */
function biasName(recorder: Recorder, bias: TensorInfo, channels: number): string | undefined {
  const vector = bias.shape.length === 1 && bias.shape[0] === channels;
  return vector ? recorder.name(bias) : undefined;
}

function addBias(recorder: Recorder, x: TensorInfo, bias: TensorInfo): TensorInfo {
  return elementwise(recorder, [x, bias], x.dtype, (a, b) => recorder.emit('Add', [a, b]));
}

const plain = kernel<ConvolutionInputs, ConvolutionAttributes>((recorder, inputs, attributes) => convolve(recorder, inputs, { ...attributes, depthwise: false }));
const depthwise = kernel<ConvolutionInputs, ConvolutionAttributes>((recorder, inputs, attributes) => convolve(recorder, inputs, { ...attributes, depthwise: true }));

/** Convolutions of images, with what tfjs fuses into them. */
export const convolutions: KernelTable = {
  Conv2D: plain,
  FusedConv2D: plain,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: depthwise,
};
