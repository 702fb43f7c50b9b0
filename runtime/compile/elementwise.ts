import tf from '@tensorflow/tfjs';
import type { Recorder } from './recorder.ts';
import type { DataType, TensorInfo } from '@tensorflow/tfjs';

/**
 * Records an operation that treats every element alike, with broadcasting, and keeps images in channels-first layout.
 * What is only a repetition of a smaller tensor is computed small.
 *
 * @param build appends the nodes for the given input names and returns the output's name
 * @returns a tensor of the broadcast shape and type `dtype`
 */
export function elementwise(
  recorder: Recorder,
  tensors: readonly TensorInfo[],
  dtype: DataType,
  build: (...names: string[]) => string,
): TensorInfo {
  const shape = broadcastShape(tensors);
  const compact = tensors.map((tensor) => recorder.compact(tensor));
  const held = broadcastShape(compact);
  if (!staysChannelsFirst(recorder, compact)) {
    return recorder.spread(recorder.result(build(...compact.map((tensor) => recorder.name(tensor))), held, dtype), shape);
  }
  const names = compact.map((tensor) => (isScalar(recorder, tensor) ? recorder.name(tensor) : recorder.channelsFirst(tensor)));
  return recorder.spread(recorder.channelsFirstResult(build(...names), held, dtype), shape);
}

/** Returns the shape of an elementwise result. */
export function broadcastShape(tensors: readonly TensorInfo[]): readonly number[] {
  return tensors.map((tensor) => tensor.shape).reduce((a, b) => tf.backend_util.assertAndGetBroadcastShape(a, b));
}

function staysChannelsFirst(recorder: Recorder, tensors: readonly TensorInfo[]): boolean {
  if (!tensors.some((tensor) => recorder.isChannelsFirst(tensor))) return false;
  return tensors.every((tensor) => tensor.shape.length === 4 || isScalar(recorder, tensor) || (recorder.constantOf(tensor) !== undefined && tensor.shape.length <= 4));
}

function isScalar(recorder: Recorder, { shape, ...tensor }: TensorInfo): boolean {
  return shape.length < 4 && shape.every((dim) => dim === 1) && !recorder.isChannelsFirst({ shape, ...tensor });
}
