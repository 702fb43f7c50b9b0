/** A dense row-major array with its shape, as it crosses a session's border. Float32 only where floats are meant. */
export type Tensor =
  | { readonly type: 'float32'; readonly dims: readonly number[]; readonly data: Float32Array }
  | { readonly type: 'int32'; readonly dims: readonly number[]; readonly data: Int32Array }
  | { readonly type: 'int64'; readonly dims: readonly number[]; readonly data: BigInt64Array }
  | { readonly type: 'uint8' | 'bool'; readonly dims: readonly number[]; readonly data: Uint8Array };

/** Returns a float tensor over `data`, which it does not copy. */
export function float32(data: Float32Array, ...dims: readonly number[]): Tensor & { readonly type: 'float32' } {
  return { type: 'float32', dims, data };
}
