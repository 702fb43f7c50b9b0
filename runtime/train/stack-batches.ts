import type { Tensor } from '../tensor.ts';
import type { BatchSignature } from './compile-training-step.ts';
import type { Batch } from './trainer.ts';

const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * Returns the batches one after another along a new leading axis, under the names of the compiled step's inputs: `prefix` and their own.
 *
 * @throws RangeError naming the tensor of a batch that is missing or has another number of values or another type than its signature
 */
export function stackBatches(signature: Readonly<Record<string, BatchSignature>>, batches: readonly Batch[], prefix = 'all/batch/'): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(signature).map(([name, each]) => [prefix + name, stack(name, each, batches)]));
}

function stack(name: string, { dims, type = 'float32' }: BatchSignature, batches: readonly Batch[]): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const data = new ARRAYS[type](batches.length * size);
  batches.forEach((batch, index) => {
    const values = batch[name];
    if (!(values instanceof ARRAYS[type]) || values.length !== size) throw new RangeError(`batch tensor ${name}: ${describe(values)}; it must be ${size} values of ${type}`);
    data.set(values, index * size);
  });
  return { type, dims: [batches.length, ...dims], data } as Tensor; // The union does not follow the choice of the array
}

function describe(values: Batch[string] | undefined): string {
  return values === undefined ? 'it is missing' : `it holds ${values.length} values as ${values.constructor.name}`;
}
