import { byLogit } from './by-logit.ts';

/** How a token is chosen of those that may come. */
export interface SamplingOptions {
  /** 0: the most probable. */
  readonly temperature: number;
  /** Of no more than this many. */
  readonly topK: number;
  /** Of the most probable ones that together have this probability, in (0, 1]. */
  readonly topP: number;
}

/** Logits this far below the best, by the temperature, are not drawn: e⁻²⁵ is once in seventy thousand million. */
const NEGLIGIBLE = 25;

/**
 * Returns a token; nothing when none may come.
 *
 * @param isAllowed asked from the most probable token on, until it is decided
 * @param random a number in [0, 1)
 */
export function pickToken(logits: Float32Array, { temperature, topK, topP }: SamplingOptions, { isAllowed, random }: { readonly isAllowed: (id: number) => boolean; readonly random: () => number }): number | undefined {
  const kept: number[] = [];
  for (const id of byLogit(logits)) {
    if (kept.length >= topK || (kept.length > 0 && logits[id]! < logits[kept[0]!]! - NEGLIGIBLE * temperature)) break;
    if (!isAllowed(id)) continue;
    if (temperature === 0) return id;
    kept.push(id);
  }
  if (kept.length === 0) return undefined;
  const weights = kept.map((id) => Math.exp((logits[id]! - logits[kept[0]!]!) / temperature));
  return kept[draw(weights, topP, random())]!;
}

function draw(weights: readonly number[], topP: number, random: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let mass = 0;
  const nucleus = weights.findIndex((weight) => (mass += weight) >= topP * total);
  const kept = weights.slice(0, nucleus < 0 ? undefined : nucleus + 1);
  let left = random * kept.reduce((sum, weight) => sum + weight, 0);
  const drawn = kept.findIndex((weight) => (left -= weight) < 0);
  return drawn < 0 ? kept.length - 1 : drawn; // Rounding
}
