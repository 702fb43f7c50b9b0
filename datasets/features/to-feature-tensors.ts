import type { FeatureSequence } from './feature-sequence.ts';

/** A sequence as the tensors of a `<clip>.safetensors` file: real times survive, which `.npy` files have no place for. */
export interface FeatureTensors {
  /** Shape `[T, D]`. */
  readonly values: { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array };
  /** Shape `[T]`, seconds. */
  readonly times: { readonly dtype: 'F64'; readonly shape: readonly number[]; readonly data: Float64Array };
}

/** Returns what a feature folder keeps of one clip, over the arrays of `sequence`, which it does not copy. */
export function toFeatureTensors({ times, values, dimensions }: Pick<FeatureSequence, 'times' | 'values' | 'dimensions'>): FeatureTensors {
  return {
    values: { dtype: 'F32', shape: [times.length, dimensions], data: values },
    times: { dtype: 'F64', shape: [times.length], data: times },
  };
}
