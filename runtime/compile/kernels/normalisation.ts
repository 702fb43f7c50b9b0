import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface BatchNormInputs {
  readonly x: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly scale?: TensorInfo;
  readonly offset?: TensorInfo;
}

/** Folds known statistics into one factor and one shift per channel: `x * factor + shift`. */
function foldStatistics(recorder: Recorder, { x, mean, variance, scale, offset }: BatchNormInputs, epsilon: number): { factor: TensorInfo; shift: TensorInfo } | undefined {
  const values = [mean, variance, scale, offset].map((tensor) => (tensor === undefined ? undefined : recorder.constantOf(tensor)));
  const [means, variances, scales, offsets] = values;
  const ofOneShape = [variance, scale, offset].every((tensor) => tensor === undefined || tensor.shape.join() === mean.shape.join());
  if (means === undefined || variances === undefined || !ofOneShape) return undefined;
  if ((scale !== undefined && scales === undefined) || (offset !== undefined && offsets === undefined)) return undefined;
  const factors = Float32Array.from(variances, (value, index) => (scales?.[index] ?? 1) / Math.sqrt(value + epsilon));
  const shifts = Float32Array.from(means, (value, index) => (offsets?.[index] ?? 0) - value * factors[index]!);
  return { factor: recorder.known(factors, mean.shape, x.dtype), shift: recorder.known(shifts, mean.shape, x.dtype) };
}

/** Batch normalisation with given statistics. */
export const normalisation: KernelTable = {
  FusedBatchNorm: kernel<BatchNormInputs, { varianceEpsilon: number }>((recorder, inputs, { varianceEpsilon }) => {
    const { x, mean, variance, scale, offset } = inputs;
    const folded = foldStatistics(recorder, inputs, varianceEpsilon);
    if (folded !== undefined) {
      return elementwise(recorder, [x, folded.factor, folded.shift], x.dtype, (name, factor, shift) => recorder.emit('Add', [recorder.emit('Mul', [name, factor]), shift]));
    }
    const deviation = elementwise(recorder, [variance], x.dtype, (name) => recorder.emit('Sqrt', [recorder.emit('Add', [name, recorder.scalar(varianceEpsilon)])]));
    const centred = elementwise(recorder, [x, mean, deviation], x.dtype, (name, middle, width) => recorder.emit('Div', [recorder.emit('Sub', [name, middle]), width]));
    const scaled = scale === undefined ? centred : elementwise(recorder, [centred, scale], x.dtype, (a, b) => recorder.emit('Mul', [a, b]));
    return offset === undefined ? scaled : elementwise(recorder, [scaled, offset], x.dtype, (a, b) => recorder.emit('Add', [a, b]));
  }),
};
