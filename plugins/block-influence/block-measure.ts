/** What a block does to the states that pass it: means over all tokens that were seen. */
export interface BlockScore {
  /** Block Influence, `1 − cos(x, y)`: 0 for a block that only scales, up to 2. */
  readonly influence: number;
  /** `arccos(cos(x, y)) / π`, from 0 to 1. */
  readonly angular: number;
  /** Relative Magnitude, `‖y − x‖ / ‖y‖`. */
  readonly magnitude: number;
}

/** Which values the states of one run have, and which of them count. */
export interface StateShape {
  /** Values of a token. */
  readonly dimensions: number;
  /** Shape `[tokens]`: 0 where a token is padding. Default: all count. */
  readonly mask?: ArrayLike<number>;
}

/** Gathers what blocks do over many runs. */
export interface BlockMeasure {
  /** Tokens that were counted. */
  readonly tokens: number;
  /**
   * Adds the tokens of one run.
   *
   * @param states row-major `[tokens × dimensions]`, one for each boundary: what goes into the first block, and what comes out of each
   * @throws RangeError when there are not as many states as boundaries, or their lengths differ or do not fit `dimensions` or the mask
   */
  add(states: readonly Float32Array[], shape: StateShape): void;
  /**
   * Returns a score for each block.
   *
   * @throws RangeError when no token was counted
   */
  scores(): BlockScore[];
}

/** What the cosine of a state of zeros counts, as in the code of ShortGPT's authors. */
const UNDEFINED_COSINE = 0.5;

/** Returns a measure of `blocks` blocks that has seen nothing. Sums are kept in double precision. */
export function createBlockMeasure(blocks: number): BlockMeasure {
  const sums = Array.from({ length: blocks }, () => ({ influence: 0, angular: 0, magnitude: 0 }));
  let tokens = 0;
  return {
    get tokens() {
      return tokens;
    },
    add(states, shape) {
      const rows = rowsOf(states, blocks, shape);
      sums.forEach((sum, block) => rows.forEach((row) => addToken(sum, { from: states[block]!, to: states[block + 1]!, row, dimensions: shape.dimensions })));
      tokens += rows.length;
    },
    scores() {
      if (tokens === 0) throw new RangeError('block influence: no token counts, all are padding. Give at least one.');
      return sums.map(({ influence, angular, magnitude }) => ({ influence: influence / tokens, angular: angular / tokens, magnitude: magnitude / tokens }));
    },
  };
}

/** The tokens that count. */
function rowsOf(states: readonly Float32Array[], blocks: number, { dimensions, mask }: StateShape): number[] {
  if (states.length !== blocks + 1) throw new RangeError(`states: ${states.length} are given. Give ${blocks + 1}: the input of the first block and the output of each.`);
  const length = states[0]!.length;
  const odd = states.find((state) => state.length !== length);
  if (odd !== undefined) throw new RangeError(`states: they have ${length} and ${odd.length} values. Give states of one shape.`);
  const tokens = length / dimensions;
  if (!Number.isInteger(tokens)) throw new RangeError(`dimensions: ${length} values are not whole tokens of ${dimensions}. Give the length of a token.`);
  if (mask !== undefined && mask.length !== tokens) throw new RangeError(`mask: it is for ${mask.length} tokens, and there are ${tokens}. Give one value for each token.`);
  return Array.from({ length: tokens }, (_, row) => row).filter((row) => mask?.[row] !== 0);
}

interface Token {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly row: number;
  readonly dimensions: number;
}

function addToken(sum: { influence: number; angular: number; magnitude: number }, { from, to, row, dimensions }: Token): void {
  let [dot, before, after, change] = [0, 0, 0, 0];
  for (let i = row * dimensions; i < (row + 1) * dimensions; i++) {
    const [x, y] = [from[i]!, to[i]!];
    dot += x * y;
    before += x * x;
    after += y * y;
    change += (y - x) * (y - x);
  }
  const cosine = before > 0 && after > 0 ? Math.min(1, Math.max(-1, dot / Math.sqrt(before * after))) : UNDEFINED_COSINE;
  sum.influence += 1 - cosine;
  sum.angular += Math.acos(cosine) / Math.PI;
  sum.magnitude += change === 0 ? 0 : Math.sqrt(change / after);
}
