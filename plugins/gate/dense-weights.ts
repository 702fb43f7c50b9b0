import type { Initializer } from '../../runtime/onnx/model.ts';

/**
 * Returns the weights of a convolution as those of a product with one patch of its input, whose values lie side by side as `[channels, …kernel]`: shape `[channels × kernel, outputs]`. A
 * convolution in groups has zeros where an output does not look.
 *
 * @param weight shape `[outputs, channels / group, …kernel]`
 */
export function denseWeights({ dims, data }: Initializer, group: number): Float32Array {
  const [outputs, depth, ...kernel] = dims as [number, number, ...number[]];
  const places = depth * size(kernel);
  const dense = new Float32Array(places * group * outputs);
  for (let output = 0; output < outputs; output++) {
    const first = Math.floor((output * group) / outputs) * places;
    for (let place = 0; place < places; place++) dense[(first + place) * outputs + output] = Number(data[output * places + place]);
  }
  return dense;
}

function size(kernel: readonly number[]): number {
  return kernel.reduce((product, side) => product * side, 1);
}
