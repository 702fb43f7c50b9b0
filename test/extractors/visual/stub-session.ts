import type { Session } from '../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../runtime/tensor.ts';

/** What a stub answers: its input, and the outputs for a batch of `count` items whose data are `data`. */
export interface Stub {
  readonly input: string;
  /** First dimension of the input: 1, or a name when it is free. */
  readonly batch: number | string;
  readonly answer: (data: Float32Array, count: number) => Record<string, Float32Array>;
}

/** A session that answers by a formula, and the sizes of the batches that it was asked for. */
export function stubSession({ input, batch, answer }: Stub): Session & { readonly batches: readonly number[] } {
  const batches: number[] = [];
  return {
    name: 'stub',
    device: 'cpu',
    inputs: [{ name: input, type: 'float32', dims: [batch] }],
    outputs: [],
    batches,
    run: async (feeds: Readonly<Record<string, Tensor>>) => {
      const { dims, data } = feeds[input]!;
      batches.push(dims[0]!);
      const outputs = answer(data as Float32Array, dims[0]!);
      return Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, float32(values, dims[0]!, values.length / dims[0]!)]));
    },
    floats: (length: number) => new Float32Array(length),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
