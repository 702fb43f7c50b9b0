import { EXPRESSIONS, type Probabilities } from '../verdict.ts';
import { CLASS_COORDINATES } from './class-coordinates.ts';

/**
 * Returns the expectation of the class coordinates under `probabilities`, both in [-1, 1]. Classes without coordinates
 * (`other`) are left out and the rest renormalised; (0, 0) when nothing is left.
 */
export function deriveValenceArousal(probabilities: Probabilities): { readonly valence: number; readonly arousal: number } {
  let valence = 0;
  let arousal = 0;
  let mass = 0;
  for (const expression of EXPRESSIONS) {
    const place = CLASS_COORDINATES[expression];
    const probability = probabilities[expression];
    if (place === undefined || probability === undefined) continue;
    valence += probability * place.valence;
    arousal += probability * place.arousal;
    mass += probability;
  }
  return mass > 0 ? { valence: valence / mass, arousal: arousal / mass } : { valence: 0, arousal: 0 };
}
