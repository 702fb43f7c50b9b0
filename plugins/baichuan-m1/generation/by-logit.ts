/** Widths of the bands under the greatest logit that are put in order one after another; few tokens are in the first ones, and mostly no more are wanted. */
const BANDS = [4, 16, Infinity];

/** Yields the tokens of a vocabulary, the most probable first; of equal ones the lower id. Those of −∞ are left out. */
export function* byLogit(logits: Float32Array): Generator<number> {
  const top = logits.reduce((most, value) => (value > most ? value : most), -Infinity);
  let above = Infinity;
  for (const band of BANDS) {
    const within: number[] = [];
    for (let id = 0; id < logits.length; id++) if (logits[id]! < above && logits[id]! >= top - band && logits[id]! > -Infinity) within.push(id);
    within.sort((a, b) => logits[b]! - logits[a]! || a - b);
    yield* within;
    above = top - band;
  }
}
