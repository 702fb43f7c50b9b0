import { permute } from '../permute.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** tfjs keeps filters as height, width, in, out; ONNX as out, in, height, width. */
const FILTER_AXES = [3, 2, 0, 1];
/** Depthwise filters are height, width, in, multiplier, and channels of the result come in that order. */
const DEPTHWISE_AXES = [2, 3, 0, 1];

/** Returns the name of a filter in ONNX's order: `[out, in, height, width]`, or `[in * multiplier, 1, height, width]` where `depthwise`. */
export function filterName(recorder: Recorder, filter: TensorInfo, { depthwise }: { readonly depthwise: boolean }): string {
  if (!depthwise) return ordered(recorder, filter, FILTER_AXES);
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const shape = [channels * multiplier, 1, height, width];
  const constant = recorder.constantOf(filter);
  if (constant !== undefined) return recorder.constant(permute(constant, filter.shape, DEPTHWISE_AXES).data, shape);
  return recorder.emit('Reshape', [ordered(recorder, filter, DEPTHWISE_AXES), recorder.int64(shape)]);
}

function ordered(recorder: Recorder, filter: TensorInfo, axes: readonly number[]): string {
  const constant = recorder.constantOf(filter);
  if (constant === undefined) return recorder.emit('Transpose', [recorder.name(filter)], { perm: axes });
  const { data, dims } = permute(constant, filter.shape, axes);
  return recorder.constant(data, dims);
}
