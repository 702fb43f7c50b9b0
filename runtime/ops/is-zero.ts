import type { Recorder } from '../compile/recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** True when a recorded tensor is known to be zero everywhere, as tfjs has gradients that nothing depends on. */
export function isZero(recorder: Recorder, tensor: TensorInfo): boolean {
  return recorder.constantOf(recorder.compact(tensor))?.every((value) => value === 0) ?? false;
}
