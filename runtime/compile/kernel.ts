import type { Recorder } from './recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

/** Appends the nodes of one tfjs kernel to `recorder` and returns what tfjs is to take as its result. */
export type Kernel = (recorder: Recorder, inputs: Readonly<Record<string, TensorInfo>>, attributes: object) => TensorInfo | TensorInfo[];

/** Kernels by tfjs name. */
export type KernelTable = Readonly<Record<string, Kernel>>;

/** Returns `record` as a `Kernel`; tfjs gives each kernel the inputs and attributes its name promises. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each kernel says once what tfjs gives it
export function kernel<Inputs, Attributes = object>(
  record: (recorder: Recorder, inputs: Inputs, attributes: Attributes) => TensorInfo | TensorInfo[],
): Kernel {
  return (recorder, inputs, attributes) => record(recorder, inputs as Inputs, attributes as Attributes);
}
