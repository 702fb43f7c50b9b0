import tf from '@tensorflow/tfjs';
import { gradient } from './gradient.ts';
import { sumTo } from './sum-to.ts';
import type { GradConfig, NamedAttrMap, NamedTensorMap, Tensor } from '@tensorflow/tfjs';

/** Runs a kernel as tfjs's ops do, with attributes that the ops do not pass on. */
function run(kernelName: string, inputs: NamedTensorMap, attributes: object): Tensor {
  return tf.engine().runKernel(kernelName, inputs, attributes as NamedAttrMap);
}

function convolution(kernelName: string): GradConfig {
  const [byImage, byFilter] = [`${kernelName}BackpropInput`, `${kernelName}BackpropFilter`];
  return gradient<[Tensor, Tensor]>(kernelName, { inputs: ['x', 'filter'] }, (dy, [x, filter], attributes) => ({
    x: () => run(byImage, { dy, filter }, { ...attributes, inputShape: x.shape }),
    filter: () => run(byFilter, { x, dy }, { ...attributes, filterShape: filter.shape }),
  }));
}

/** Gradients of image kernels: convolutions with dilation, which tfjs refuses, and a batch norm that keeps statistics small. */
export const imageGradients: readonly GradConfig[] = [
  convolution('Conv2D'),
  convolution('DepthwiseConv2dNative'),
  gradient<[Tensor, Tensor, Tensor, Tensor | undefined], { varianceEpsilon: number }>(
    'FusedBatchNorm',
    { inputs: ['x', 'mean', 'variance', 'scale'] },
    (dy, [x, mean, variance, scale], { varianceEpsilon }) => {
      const width = variance.add(varianceEpsilon).rsqrt();
      const factor = scale === undefined ? width : width.mul(scale);
      const sums = () => sumTo(dy.mul(x.sub(mean)), mean.shape);
      return {
        x: () => dy.mul(factor),
        mean: () => sumTo(dy, mean.shape).mul(factor).neg(),
        variance: () => sums().mul(factor.mul(width.square()).mul(-0.5)),
        scale: () => sums().mul(width),
        offset: () => sumTo(dy, mean.shape),
      };
    },
  ),
];
