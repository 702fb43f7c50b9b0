import { energy } from './energy.ts';
import { maxLogit } from './max-logit.ts';

/**
 * Returns the highest probability of the softmax (Hendrycks and Gimpel, 2017), in (0, 1].
 *
 * @param logits shape `[classes]`
 * @param temperature that the logits are divided by, > 0
 */
export function msp(logits: Float64Array, temperature = 1): number {
  const scaled = logits.map((logit) => logit / temperature);
  return Math.exp(maxLogit(scaled) - energy(scaled));
}
