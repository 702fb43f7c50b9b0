/** Returns the index of the largest probability; of equal ones the first. */
export function mostProbable(probabilities: readonly number[]): number {
  return probabilities.reduce((best, value, index) => (value > probabilities[best]! ? index : best), 0);
}
