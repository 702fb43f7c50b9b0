import { similarityAt } from './similarity-at.ts';

/** Distances that one table serves. */
const BLOCK = 256;
/** How far a sum by tables may be from the sum of cosines, beside what grows with the distance. */
const MARGIN = 1e-9;

/**
 * Looks for distances at which `B_m < 0`, block by block. Cosines are computed once a block and turned from there by the sum formula; what
 * comes out near 0 or below is computed again by `similarityAt`, which decides.
 */
export class NegativeScan {
  /** Blocks that hold the distances 0 … limit. */
  readonly blocks: number;
  readonly #frequencies: Float64Array;
  readonly #limit: number;
  readonly #table: Float64Array;
  readonly #start: Float64Array;
  readonly #margin: number;

  /** @param frequencies θ, as `ropeFrequencies` gives them */
  constructor(frequencies: Float64Array, limit: number) {
    this.blocks = Math.floor(limit / BLOCK) + 1;
    this.#frequencies = frequencies;
    this.#limit = limit;
    this.#table = turns(frequencies, Math.min(BLOCK, limit + 1));
    this.#start = new Float64Array(2 * frequencies.length);
    this.#margin = MARGIN + frequencies.length * (limit + 1) * 2 ** -50;
  }

  /** Returns the first such distance of all; `undefined` where there is none. */
  first(): number | undefined {
    for (let block = 0; block < this.blocks; block++) {
      const found = this.#in(block);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Returns one such distance, looked for from `centre` on to either side; `undefined` where there is none at all. */
  any(centre: number): number | undefined {
    const middle = Math.floor(centre / BLOCK);
    for (let apart = 0; apart < this.blocks; apart++) {
      const found = this.#in(middle - apart) ?? (apart === 0 ? undefined : this.#in(middle + apart));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #in(block: number): number | undefined {
    if (block < 0 || block >= this.blocks) return undefined;
    const first = block * BLOCK;
    turnTo(first, this.#frequencies, this.#start);
    const count = Math.min(BLOCK, this.#limit + 1 - first);
    for (let step = 0; step < count; step++) {
      if (dot(this.#start, this.#table, step * this.#start.length) < this.#margin && similarityAt(this.#frequencies, first + step) < 0) return first + step;
    }
    return undefined;
  }
}

/** Cosines and minus sines of the first `count` distances, one row each. */
function turns(frequencies: Float64Array, count: number): Float64Array {
  const width = 2 * frequencies.length;
  const table = new Float64Array(count * width);
  for (let step = 0; step < count; step++) turnTo(step, frequencies, table.subarray(step * width, (step + 1) * width), -1);
  return table;
}

/** Writes the cosines of one distance and then its sines, times `sign`. */
function turnTo(distance: number, frequencies: Float64Array, row: Float64Array, sign = 1): void {
  for (let index = 0; index < frequencies.length; index++) {
    row[index] = Math.cos(distance * frequencies[index]!);
    row[frequencies.length + index] = sign * Math.sin(distance * frequencies[index]!);
  }
}

function dot(row: Float64Array, table: Float64Array, offset: number): number {
  let sum = 0;
  for (let index = 0; index < row.length; index++) sum += row[index]! * table[offset + index]!;
  return sum;
}
