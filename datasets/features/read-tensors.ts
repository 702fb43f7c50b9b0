import type { NpyData } from './npy/npy-array.ts';

/** Resolves with the named arrays in a file: the reader of safetensors of `runtime/`, which this folder may not import. */
export type ReadTensors = (path: string) => Promise<{ readonly tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: NpyData }> }>;
