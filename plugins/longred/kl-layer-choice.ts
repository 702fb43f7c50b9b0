/** Attention of all layers of two models on the same frames. */
export interface LayerChoiceOptions {
  /** By layer, shape `[B, H, T, S]`, row-major: attention of the model as it was trained. */
  readonly original: readonly Float32Array[];
  /** Same shapes: attention after the context was extended. */
  readonly extended: readonly Float32Array[];
  /** S: keys, the length of a row. */
  readonly keys: number;
  /** M: how many layers are wanted, the last among them. */
  readonly count: number;
}

/** What is compared in distillation. */
export interface LayerChoice {
  /** Numbers of the chosen layers from 0, ascending. */
  readonly layers: readonly number[];
  /** Mean divergence of each layer, in nats. */
  readonly divergences: readonly number[];
}

/** Smallest normal number of 32 bits: a weight that vanished in single precision counts as this. */
const LEAST = 2 ** -126;

/**
 * Returns the layers whose hidden states are held fast in short-text distillation (LongReD; Dong et al., 2025): the last one, and the `count − 1` others
 * with the largest Kullback–Leibler divergence of the extended model's attention from the original's. Of equals the earlier one is taken.
 *
 * @throws RangeError when `count` is not from 1 to the number of layers, or shapes differ
 */
export function klLayerChoice({ original, extended, keys, count }: LayerChoiceOptions): LayerChoice {
  if (!Number.isInteger(count) || count < 1 || count > original.length) throw new RangeError(`klLayerChoice: ${count} of ${original.length} layers cannot be chosen. Give 1 to ${original.length}.`);
  if (extended.length !== original.length) throw new RangeError(`klLayerChoice: there are ${original.length} layers of the original and ${extended.length} of the extended model. Give as many of both.`);
  const divergences = original.map((weights, layer) => attentionDivergence(weights, extended[layer]!, keys));
  const last = original.length - 1;
  const others = Array.from({ length: last }, (_, layer) => layer).sort((a, b) => divergences[b]! - divergences[a]!);
  return { layers: [...others.slice(0, count - 1), last].sort((a, b) => a - b), divergences };
}

/**
 * Returns the mean over all rows of `Σ p · ln(p / q)`, in nats. A row of zeros (a query that may see nothing, or that the caller took out) does not count.
 *
 * @param original p, shape `[…, keys]`, row-major
 * @param extended q, same shape
 * @throws RangeError when the shapes differ or are no rows of `keys`
 */
export function attentionDivergence(original: Float32Array, extended: Float32Array, keys: number): number {
  if (original.length !== extended.length || original.length % keys !== 0) throw new RangeError(`attentionDivergence: ${original.length} and ${extended.length} weights are not the same number of rows of ${keys}. Give attention of the same frames.`);
  let [sum, rows] = [0, 0];
  for (let from = 0; from < original.length; from += keys) {
    let seen = false;
    for (let at = from; at < from + keys; at++) {
      const p = original[at]!;
      if (p === 0) continue;
      seen = true;
      sum += p * Math.log(p / Math.max(extended[at]!, LEAST));
    }
    if (seen) rows++;
  }
  return rows === 0 ? 0 : sum / rows;
}
