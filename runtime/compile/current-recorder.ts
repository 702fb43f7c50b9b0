import tf from '@tensorflow/tfjs';
import { Recorder } from './recorder.ts';

/** Returns the recorder of the function that is being traced, or `undefined` when tfjs computes. */
export function currentRecorder(): Recorder | undefined {
  const backend: object = tf.backend();
  if (backend instanceof Recorder) return backend;
  return 'recorder' in backend && backend.recorder instanceof Recorder ? backend.recorder : undefined;
}
