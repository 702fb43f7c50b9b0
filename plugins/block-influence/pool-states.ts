import { ModelError } from '../../runtime/model-error.ts';
import type { Tensor } from '../../runtime/tensor.ts';

/** States of one run, shape `[tokens, dimensions]` over all items of a batch. */
export interface RunStates {
  readonly data: Float32Array;
  readonly dimensions: number;
  /** Of the batch. */
  readonly items: number;
}

/**
 * Returns an output as states.
 *
 * @throws ModelError WRONG_OUTPUT when it is not of float32 with tokens and dimensions
 */
export function toStates(tensor: Tensor | undefined, model: string): RunStates {
  const [items = 1, dimensions = 0] = [tensor?.dims[0], tensor?.dims.at(-1)];
  if (tensor?.type === 'float32' && tensor.dims.length >= 2 && dimensions > 0) return { data: tensor.data, dimensions, items: tensor.dims.length > 2 ? items : 1 };
  throw new ModelError('WRONG_OUTPUT', { model, detail: `a state between its blocks must have tokens and dimensions, and it has the shape [${tensor?.dims.join(', ') ?? ''}]` });
}

/** Returns the mean state of each item over the tokens that a mask keeps; nothing for an item without any. */
export function poolStates({ data, dimensions, items }: RunStates, mask?: ArrayLike<number>): Float64Array[] {
  const tokens = data.length / dimensions / items;
  return Array.from({ length: items }, (_, item) => {
    const sums = new Float64Array(dimensions);
    const rows = Array.from({ length: tokens }, (__, token) => item * tokens + token).filter((row) => mask?.[row] !== 0);
    for (const row of rows) for (let i = 0; i < dimensions; i++) sums[i]! += data[row * dimensions + i]! / rows.length;
    return { sums, rows };
  }).flatMap(({ sums, rows }) => (rows.length === 0 ? [] : [sums]));
}

/** How much alike the features of two nets are: cosines of the mean states of the same items. */
export interface Likeness {
  readonly mean: number;
  /** Of the least alike. */
  readonly least: number;
}

/** Returns how alike items are, of which there are as many on both sides; two of zeros are alike. */
export function likenessOf(before: readonly Float64Array[], after: readonly Float64Array[]): Likeness {
  const cosines = before.map((a, item) => cosine(a, after[item]!));
  return { mean: cosines.reduce((sum, value) => sum + value, 0) / cosines.length, least: Math.min(...cosines) };
}

function cosine(a: Float64Array, b: Float64Array): number {
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const scale = Math.sqrt(dot(a, a) * dot(b, b));
  if (scale === 0) return a.every((value, i) => value === b[i]) ? 1 : 0;
  return Math.min(1, dot(a, b) / scale);
}
