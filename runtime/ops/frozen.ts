import tf from '@tensorflow/tfjs';
import type { Recorder } from '../compile/recorder.ts';
import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs';

/** A recorded tensor by its name in the graph: it outlives tfjs's tidying. */
export interface Frozen {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** Returns what stays of a tensor when tfjs has disposed of it. */
export function freeze(recorder: Recorder, tensor: TensorInfo): Frozen {
  return { name: recorder.name(tensor), shape: [...tensor.shape], dtype: tensor.dtype };
}

/** Returns a new tensor for a frozen one. */
function thaw(recorder: Recorder, { name, shape, dtype }: Frozen): Tensor {
  return tf.engine().makeTensorFromTensorInfo(recorder.result(name, shape, dtype));
}

export function freezeAll<Key extends string>(recorder: Recorder, tensors: Readonly<Record<Key, TensorInfo>>): Record<Key, Frozen> {
  return Object.fromEntries(Object.entries<TensorInfo>(tensors).map(([key, tensor]) => [key, freeze(recorder, tensor)])) as Record<Key, Frozen>;
}

export function thawAll<Key extends string>(recorder: Recorder, frozen: Readonly<Record<Key, Frozen>>): Record<Key, Tensor> {
  return Object.fromEntries(Object.entries<Frozen>(frozen).map(([key, each]) => [key, thaw(recorder, each)])) as Record<Key, Tensor>;
}
