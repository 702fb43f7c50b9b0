import tf from '@tensorflow/tfjs';
import { GRADIENTS } from './gradient-table.ts';
import { KERNELS } from './kernel-table.ts';
import { Recorder } from './recorder.ts';
import { RecorderBackend } from './recorder-backend.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

const BACKEND = 'affekt-recorder';

/**
 * Runs `trace` with a new recorder as tfjs's backend and returns what it returns. Afterwards tfjs is as before: the
 * same backend and gradients, no kernel and no tensor more. Everything happens in one synchronous call, so that nobody else's
 * tfjs code can run in between.
 */
export function withRecorder<Result>(trace: (recorder: Recorder) => Result): Result {
  const recorder = new Recorder();
  const frames = Error.stackTraceLimit;
  const previous = tf.engine().backendName as string | null | undefined;
  tf.registerBackend(BACKEND, () => new RecorderBackend(recorder));
  registerKernels(recorder);
  const gradients = replaceGradients();
  tf.engine().startScope('compile');
  try {
    Error.stackTraceLimit = 200; // The caller's line lies deep under tfjs's own
    // Synchronous in fact: only a backend whose factory returns a Promise is waited for
    void tf.setBackend(BACKEND);
    return trace(recorder);
  } finally {
    Error.stackTraceLimit = frames;
    tf.engine().endScope();
    tf.removeBackend(BACKEND);
    for (const kernelName of Object.keys(KERNELS)) tf.unregisterKernel(kernelName, BACKEND);
    for (const [kernelName, own] of gradients) restoreGradient(kernelName, own);
    if (previous) void tf.setBackend(previous);
  }
}

function registerKernels(recorder: Recorder): void {
  for (const [kernelName, record] of Object.entries(KERNELS)) {
    const kernelFunc: tf.KernelFunc = ({ inputs, attrs }) => {
      try {
        return record(recorder, inputs as Readonly<Record<string, TensorInfo>>, attrs ?? {});
      } catch (cause) {
        throw new Error(`${kernelName}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      }
    };
    tf.registerKernel({ kernelName, backendName: BACKEND, kernelFunc });
  }
}

/** Registers our gradients and returns those of tfjs that they replace. */
function replaceGradients(): Map<string, tf.GradConfig | undefined> {
  const replaced = new Map(GRADIENTS.map(({ kernelName }) => [kernelName, tf.getGradient(kernelName) as tf.GradConfig | undefined]));
  for (const gradient of GRADIENTS) tf.registerGradient(gradient);
  return replaced;
}

function restoreGradient(kernelName: string, own: tf.GradConfig | undefined): void {
  if (own === undefined) tf.unregisterGradient(kernelName);
  else tf.registerGradient(own);
}
