import tf from '@tensorflow/tfjs';
import { RecorderBackend } from './recorder-backend.ts';
import type { Recorder } from './recorder.ts';

/** Returns the recorder of the function that is being traced, or `undefined` when tfjs computes. */
export function currentRecorder(): Recorder | undefined {
  const backend: unknown = tf.backend();
  return backend instanceof RecorderBackend ? backend.recorder : undefined;
}
