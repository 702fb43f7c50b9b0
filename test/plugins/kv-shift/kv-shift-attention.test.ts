import { expect, test } from 'vitest';
import { kvShiftAttention, type KvShiftAttentionOptions } from '../../../plugins/kv-shift/kv-shift-attention.ts';
import golden from './golden/kv-shift.json' with { type: 'json' };
import type { KvShiftState } from '../../../plugins/kv-shift/kv-shift-state.ts';

type Case = KvShiftAttentionOptions & { readonly output: readonly number[] };
const cases = Object.entries(golden as unknown as Record<string, Case>);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-10): void {
  expect(actual).toHaveLength(expected.length);
  expect(Math.max(...Array.from(actual, (value, index) => Math.abs(value - expected[index]!)))).toBeLessThan(within);
}

/** The same tokens in pieces of so many, the state handed on. */
function inPieces(options: Case, size: number): number[] {
  const tokens = options.q.length / (options.heads * options.headDim);
  const output: number[] = [];
  let state: KvShiftState | undefined;
  for (let from = 0; from < tokens; from += size) {
    const cut = (x: ArrayLike<number>) => Array.from(x).slice((from * x.length) / tokens, (Math.min(from + size, tokens) * x.length) / tokens);
    const piece = kvShiftAttention({ ...options, q: cut(options.q), k: cut(options.k), v: cut(options.v), ...(options.segments && { segments: cut(options.segments) }), state });
    output.push(...piece.output);
    state = piece.state;
  }
  return output;
}

test.each(cases)('%s: is what the formulas say', (_, options) => expectClose(kvShiftAttention(options).output, options.output));

test.each(cases.filter(([, { causal = true }]) => causal))('%s: tokens one by one, or in pieces, get what they get at once', (_, options) => {
  for (const size of [1, 2, 3]) expectClose(inPieces(options, size), options.output);
});

test('a state keeps no more than a window and the running segment', () => {
  const { state } = kvShiftAttention({ ...(golden['one head of keys, window of 2'] as Case) });
  expect(state.keys).toHaveLength(2 * 1 * 2);
  expect(kvShiftAttention(golden.packed as Case).state).toMatchObject({ segment: 2, position: 4, keys: { length: 4 * 1 * 4 } });
});

test('a sequence that begins anew with a state in hand is not told of the one before', () => {
  const options = golden.packed as Case;
  const alone = kvShiftAttention({ ...options, segments: undefined });
  const { state } = kvShiftAttention({ ...options, segments: undefined, q: options.q, k: options.v, v: options.k });
  expectClose(kvShiftAttention({ ...options, segments: new Int32Array(9).fill(1), state }).output, alone.output);
});

test('one shifted head tells what followed the last time, which a plain one cannot (theorem 2)', () => {
  const tokens = [0, 1, 2, 3, 1];
  const rows = tokens.flatMap((token) => Array.from({ length: 4 }, (_, index) => (index === token ? 1 : 0)));
  const sharp = { q: rows.map((x) => 40 * x), k: rows, v: rows, heads: 1, kvHeads: 1, headDim: 4, beta1: [1], beta2: [0] };
  const told = (alpha: [number, number]) => {
    const { output } = kvShiftAttention({ ...sharp, alpha1: [alpha[0]], alpha2: [alpha[1]] });
    const last = Array.from(output.slice(-4));
    return last.indexOf(Math.max(...last));
  };
  expect([told([0, 1]), told([1, 0])]).toEqual([2, 1]);
});

test.each([
  [{ kvHeads: 3 }, /^kvHeads: 3 does not divide 2 heads/],
  [{ k: [1] }, /^k: has 1 numbers, not 48\. /],
  [{ alpha1: [1] }, /^alpha1: has 1 numbers, not 2\. /],
  [{ segments: [1, 1] }, /^segments: has 2 numbers, not 6\. /],
  [{ headDim: 0 }, /^headDim: is 0\. /],
  [{ causal: false, state: kvShiftAttention(golden.causal as Case).state }, /^state: /],
])('%o is refused', (given, message) => {
  expect(() => kvShiftAttention({ ...(golden.causal as Case), ...given })).toThrow(RangeError);
  expect(() => kvShiftAttention({ ...(golden.causal as Case), ...given })).toThrow(message);
});
