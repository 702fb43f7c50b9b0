import type { KvShiftState } from './kv-shift-state.ts';

/** Where each token is, by token. Keys that were there before come first. */
export interface TokenPlaces {
  /** Id of the segment. */
  readonly segments: Int32Array;
  /** Position in the segment, from 0. */
  readonly positions: Int32Array;
  /** Index of the first key of the segment. */
  readonly starts: Int32Array;
  /** Index after the last key of the segment. */
  readonly ends: Int32Array;
}

/** Returns the places of so many tokens, `earlier` keys of the segment of `state` being there already. */
export function toPlaces(tokens: number, { segments, state, earlier }: { readonly segments?: ArrayLike<number> | undefined; readonly state?: KvShiftState | undefined; readonly earlier: number }): TokenPlaces {
  const ids = Int32Array.from({ length: tokens }, (_, token) => segments?.[token] ?? state?.segment ?? 0);
  const [positions, starts] = [new Int32Array(tokens), new Int32Array(tokens)];
  const ends = new Int32Array(tokens).fill(earlier + tokens);
  let [start, position] = [0, state?.position ?? 0];
  for (let token = 0; token < tokens; token++) {
    const before = token === 0 ? state?.segment : ids[token - 1];
    if (before !== undefined && before !== ids[token]) [start, position] = [earlier + token, 0];
    [starts[token], positions[token]] = [start, position++];
  }
  for (let token = tokens - 2; token >= 0; token--) ends[token] = starts[token] === starts[token + 1] ? ends[token + 1]! : starts[token + 1]!;
  return { segments: ids, positions, starts, ends };
}
