import type { TokenPlaces } from './token-places.ts';

/** How rows `[T, heads, size]` are laid out. */
export interface RowLayout {
  readonly heads: number;
  readonly size: number;
  readonly places: TokenPlaces;
}

/** Weights of a row and of the one before, by head; `before` is the row before the first, `[heads, size]`. */
export interface RowMix {
  readonly now: ArrayLike<number>;
  readonly then: ArrayLike<number>;
  readonly before?: Float64Array | undefined;
}

/** Returns each row mixed with the one before in its segment, zeros where there is none. */
export function mixRows(x: ArrayLike<number>, { now, then, before }: RowMix, { heads, size, places }: RowLayout): Float64Array {
  const width = heads * size;
  return Float64Array.from({ length: x.length }, (_, index) => {
    const [token, head] = [Math.floor(index / width), Math.floor(index / size) % heads];
    const previous = places.positions[token] === 0 ? 0 : token === 0 ? before![index]! : x[index - width]!;
    return now[head]! * x[index]! + then[head]! * previous;
  });
}

/** Turns the pairs (i, i + size/2) of each row by `position · base^(−2i/size)`, in place; leaves them as they are where the base is null. */
export function turnRows(x: Float64Array, { heads, size, places, base }: RowLayout & { readonly base: number | null }): Float64Array {
  if (base === null) return x;
  for (let row = 0; row < x.length / size; row++) {
    for (let index = 0; index < size / 2; index++) {
      const angle = places.positions[Math.floor(row / heads)]! * base ** ((-2 * index) / size);
      const [at, to] = [row * size + index, row * size + index + size / 2];
      const [left, right] = [x[at]!, x[to]!];
      x[at] = left * Math.cos(angle) - right * Math.sin(angle);
      x[to] = right * Math.cos(angle) + left * Math.sin(angle);
    }
  }
  return x;
}
