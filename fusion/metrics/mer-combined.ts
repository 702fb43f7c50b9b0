/**
 * MER2023's score of the tracks MULTI and NOISE: `weighted F1 − 0.25 · MSE of valence`.
 *
 * @param weightedF1 of the six emotions, a fraction in `[0, 1]`, not percent
 * @param valenceMse mean squared error of valence, on the scale of `[-5, 5]`
 * @returns at most 1; may be negative
 * @example merCombined(0.7757, 0.88) // 0.5557
 */
export function merCombined(weightedF1: number, valenceMse: number): number {
  return weightedF1 - 0.25 * valenceMse;
}
