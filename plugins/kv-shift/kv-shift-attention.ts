import { attendRows } from './attend-rows.ts';
import { mixRows, turnRows } from './rows.ts';
import { toPlaces } from './token-places.ts';
import type { KvShiftState } from './kv-shift-state.ts';

/** Queries, keys and values of one sequence, row-major, and how they are looked at. */
export interface KvShiftAttentionOptions {
  /** Shape `[T, heads, headDim]`. */
  readonly q: ArrayLike<number>;
  /** Shape `[T, kvHeads, headDim]`. */
  readonly k: ArrayLike<number>;
  /** Shape `[T, kvHeads, headDim]`. */
  readonly v: ArrayLike<number>;
  /** α₁, weight of a token's own key, shape `[kvHeads]`. */
  readonly alpha1: ArrayLike<number>;
  /** α₂, weight of the key of the token before. */
  readonly alpha2: ArrayLike<number>;
  /** β₁, weight of a token's own value. */
  readonly beta1: ArrayLike<number>;
  /** β₂, weight of the value of the token before. */
  readonly beta2: ArrayLike<number>;
  readonly heads: number;
  /** A divisor of `heads`; query head h reads key–value head ⌊h · kvHeads / heads⌋. */
  readonly kvHeads: number;
  readonly headDim: number;
  /** Base of rotary positions, which turn the pairs (i, i + headDim/2) of queries and mixed keys; none by default. */
  readonly ropeBase?: number | null | undefined;
  /** A token sees itself and earlier ones only. Default true. */
  readonly causal?: boolean | undefined;
  /** A token sees at most this many to either side, beside itself. Default all. */
  readonly window?: number | undefined;
  /** Id of the segment of each token, shape `[T]`. Where it changes a packed sequence begins: nothing before is shifted in or seen, and positions begin at 0. Default: one segment, that of `state` if there is one. */
  readonly segments?: ArrayLike<number> | undefined;
  /** What an earlier call returned, to go on from there. Causal only. */
  readonly state?: KvShiftState | undefined;
}

/** What attention gives. */
export interface KvShiftAttention {
  /** Shape `[T, heads, headDim]`. */
  readonly output: Float64Array;
  readonly state: KvShiftState;
}

/**
 * Returns KV shifting attention (Xu et al., 2024), `softmax(Q K̂ᵀ / √d) V̂` with `K̂ = α₁ K + α₂ Shift(K)` and `V̂ = β₁ V + β₂ Shift(V)`, in double precision. The
 * first token of a segment has zeros before it; keys are mixed before they are turned. (α₁, α₂, β₁, β₂) = (1, 0, 1, 0) is plain attention. Tokens
 * given in several calls, with the state handed on, get what they get at once.
 *
 * @throws RangeError when an array is not as long as its shape says, `kvHeads` does not divide `heads`, `headDim` is odd with a base, or a state is given without `causal`
 */
export function kvShiftAttention(options: KvShiftAttentionOptions): KvShiftAttention {
  const { k, v, alpha1, alpha2, beta1, beta2, heads, kvHeads, headDim, ropeBase = null, causal = true, window = Infinity, segments, state } = options;
  const tokens = checkShapes(options);
  const width = kvHeads * headDim;
  const earlier = state === undefined ? 0 : state.keys.length / width;
  const places = toPlaces(tokens, { segments, state, earlier });
  const turned = { size: headDim, places, base: ropeBase };
  const queries = turnRows(Float64Array.from(options.q), { ...turned, heads });
  const mixed = { heads: kvHeads, size: headDim, places };
  const keys = joined(state?.keys, turnRows(mixRows(k, { now: alpha1, then: alpha2, before: state?.lastKey }, mixed), { ...turned, heads: kvHeads }));
  const values = joined(state?.values, mixRows(v, { now: beta1, then: beta2, before: state?.lastValue }, mixed));
  const output = attendRows({ queries, keys, values }, { heads, kvHeads, headDim, earlier, places, causal, window });
  if (tokens === 0) return { output, state: state ?? { segment: 0, position: 0, keys, values, lastKey: new Float64Array(width), lastValue: new Float64Array(width) } };
  const first = Math.max(places.starts[tokens - 1]!, earlier + tokens - window);
  const last = (x: ArrayLike<number>) => Float64Array.from({ length: width }, (_, index) => x[(tokens - 1) * width + index]!);
  return {
    output,
    state: { segment: places.segments[tokens - 1]!, position: places.positions[tokens - 1]! + 1, keys: keys.slice(first * width), values: values.slice(first * width), lastKey: last(k), lastValue: last(v) },
  };
}

function joined(before: Float64Array | undefined, after: Float64Array): Float64Array {
  if (before === undefined) return after;
  const both = new Float64Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}

/** Returns the number of tokens. */
function checkShapes(options: KvShiftAttentionOptions): number {
  const { q, k, v, alpha1, alpha2, beta1, beta2, heads, kvHeads, headDim, segments, state } = options;
  checkNumbers(options);
  const tokens = q.length / (heads * headDim);
  const width = kvHeads * headDim;
  const shapes: [string, ArrayLike<number> | undefined, number][] = [
    ['q', q, Math.ceil(tokens) * heads * headDim],
    ['k', k, tokens * width],
    ['v', v, tokens * width],
    ...Object.entries({ alpha1, alpha2, beta1, beta2 }).map(([name, weights]): [string, ArrayLike<number>, number] => [name, weights, kvHeads]),
    ['segments', segments, tokens],
    ['state.lastKey', state?.lastKey, width],
  ];
  for (const [name, values, expected] of shapes) {
    if (values !== undefined && values.length !== expected) throw new RangeError(`${name}: has ${values.length} numbers, not ${expected}. Give arrays of the shapes of q [T, ${heads}, ${headDim}], k and v [T, ${kvHeads}, ${headDim}].`);
  }
  return tokens;
}

function checkNumbers({ heads, kvHeads, headDim, ropeBase = null, causal = true, window = 0, state }: KvShiftAttentionOptions): void {
  for (const [name, value] of Object.entries({ heads, kvHeads, headDim })) if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name}: is ${value}. Give a whole number from 1 on.`);
  if (heads % kvHeads !== 0) throw new RangeError(`kvHeads: ${kvHeads} does not divide ${heads} heads. Give a divisor.`);
  if (ropeBase !== null && headDim % 2 === 1) throw new RangeError(`headDim: ${headDim} numbers cannot be turned in pairs. Give an even number.`);
  if (!(window >= 0)) throw new RangeError(`window: is ${window}. Give a number from 0 on.`);
  if (state !== undefined && !causal) throw new RangeError('state: what comes later cannot be seen when tokens come one by one. Leave it out, or set causal.');
}
