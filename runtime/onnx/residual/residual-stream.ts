/** The states that pass through the blocks of a transformer, as found in its graph. */
export interface ResidualStream {
  /**
   * Where a block normalises: `pre` before what it computes, so that the stream itself is never normalised; `post` behind its sums; `mixed` is neither throughout;
   * `given` when the states were named and not found.
   */
  readonly norm: 'pre' | 'post' | 'mixed' | 'given';
  /** Names of the states: what goes into the first block, and what comes out of each. */
  readonly boundaries: readonly string[];
  /** The last state behind the net's last normalisation, where there is one: what libraries call the last hidden state. */
  readonly final: string;
  readonly blocks: readonly ResidualBlock[];
}

/** What lies between two states. */
export interface ResidualBlock {
  /** As names in the file have it, or its number. */
  readonly name: string;
  /** Values that it computes with and that no other block does. */
  readonly parameters: number;
  /** Why it must stay: something else reads what it makes inside. */
  readonly needed?: string;
}
