import type { Tensor } from '../../runtime/tensor.ts';

/** An input that anyone can make again, and what the model answers to it. */
export interface Fixture {
  /** The implementation that the answers were recorded from. */
  readonly reference: string;
  /** Allowed difference, relative to the value where that is beyond ±1. */
  readonly tolerance: number;
  readonly inputs: Readonly<Record<string, FixtureInput>>;
  readonly outputs: Readonly<Record<string, FixtureOutput>>;
}

/**
 * Values of a fixture input: one whole number, or noise in `[low, high)`, each value held for `hold` elements. The noise is
 * `low + (high − low) · s / 2³²` with `s ← (1664525 · s + 1013904223) mod 2³²`, from `s = seed`.
 */
export type FixtureInput =
  | { readonly dims: readonly number[]; readonly int64: number }
  | { readonly dims: readonly number[]; readonly seed: number; readonly hold: number; readonly low: number; readonly high: number };

/** Shape of an output and its values at some flat positions. */
export interface FixtureOutput {
  readonly dims: readonly number[];
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** Returns the tensor that `input` describes, in a new buffer. */
export function toFixtureTensor(input: FixtureInput): Tensor {
  if ('int64' in input) return { type: 'int64', dims: input.dims, data: BigInt64Array.of(BigInt(input.int64)) };
  const data = new Float32Array(input.dims.reduce((product, dim) => product * dim, 1));
  let state = input.seed;
  for (let i = 0; i < data.length; i += input.hold) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data.fill(input.low + (input.high - input.low) * (state / 2 ** 32), i, i + input.hold);
  }
  return { type: 'float32', dims: input.dims, data };
}
