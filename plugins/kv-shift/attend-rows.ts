import type { TokenPlaces } from './token-places.ts';

/** What is attended over: queries `[T, heads, headDim]`, keys and values `[earlier + T, kvHeads, headDim]`. */
export interface AttendedRows {
  readonly queries: Float64Array;
  readonly keys: Float64Array;
  readonly values: Float64Array;
}

/** What may be seen. */
export interface AttendedView {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Keys before that of the first query. */
  readonly earlier: number;
  readonly places: TokenPlaces;
  readonly causal: boolean;
  readonly window: number;
}

/** Returns grouped softmax attention, scaled by 1/√headDim, within segments: shape `[T, heads, headDim]`. */
export function attendRows({ queries, keys, values }: AttendedRows, { heads, kvHeads, headDim, earlier, places, causal, window }: AttendedView): Float64Array {
  const output = new Float64Array(queries.length);
  for (let row = 0; row < queries.length / headDim; row++) {
    const [token, head] = [Math.floor(row / heads), row % heads];
    const own = earlier + token;
    const first = Math.max(places.starts[token]!, own - window);
    const end = Math.min(causal ? own + 1 : places.ends[token]!, own + window + 1);
    const offsets = Array.from({ length: end - first }, (_, index) => ((first + index) * kvHeads + Math.floor((head * kvHeads) / heads)) * headDim);
    const weights = softmax(offsets.map((offset) => dot(queries.subarray(row * headDim, (row + 1) * headDim), keys, offset) / Math.sqrt(headDim)));
    for (let index = 0; index < headDim; index++) output[row * headDim + index] = offsets.reduce((sum, offset, at) => sum + weights[at]! * values[offset + index]!, 0);
  }
  return output;
}

function softmax(scores: readonly number[]): number[] {
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function dot(query: Float64Array, keys: Float64Array, offset: number): number {
  return query.reduce((sum, value, index) => sum + value * keys[offset + index]!, 0);
}
