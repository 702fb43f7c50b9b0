import tf from '@tensorflow/tfjs';

/** True when the current tfjs backend has the kernel `name`: custom kernels exist only while a function is traced. */
export function runsKernel(name: string): boolean {
  return (tf.getKernel(name, tf.getBackend()) as tf.KernelConfig | undefined) !== undefined;
}
