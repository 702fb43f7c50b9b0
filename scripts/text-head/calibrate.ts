import { minimise } from '../voice-head/minimise.ts';

const PENALTY = 1e-4;

/**
 * Returns the softmax regression from margins to classes, shape `[classes][classes + 1]` row by row, the bias last. A sentence with several labels counts as a share of each.
 *
 * @param margins of sentences that the classifiers were not fitted on
 */
export function calibrate(margins: readonly Float64Array[], labels: readonly (readonly number[])[], classes: number): Float64Array {
  const width = classes + 1;
  const scores = new Float64Array(classes);
  return minimise((point, gradient) => {
    let loss = 0;
    for (let i = 0; i < margins.length; i++) {
      const [row, given] = [margins[i]!, labels[i]!];
      const total = fillScores(scores, row, point);
      for (let k = 0; k < classes; k++) {
        const wanted = given.includes(k) ? 1 / given.length : 0;
        loss += wanted * (total - scores[k]!);
        const slope = (Math.exp(scores[k]! - total) - wanted) / margins.length;
        for (let j = 0; j < classes; j++) gradient[k * width + j]! += slope * row[j]!;
        gradient[k * width + classes]! += slope;
      }
    }
    for (let p = 0; p < point.length; p++) {
      loss += (PENALTY * margins.length * point[p]! ** 2) / 2;
      gradient[p]! += PENALTY * point[p]!;
    }
    return loss / margins.length;
  }, new Float64Array(classes * width));
}

/** Fills `scores` and returns the logarithm of the sum of their exponentials. */
function fillScores(scores: Float64Array, row: Float64Array, point: Float64Array): number {
  const classes = scores.length;
  let highest = -Infinity;
  for (let k = 0; k < classes; k++) {
    let score = point[k * (classes + 1) + classes]!;
    for (let j = 0; j < classes; j++) score += row[j]! * point[k * (classes + 1) + j]!;
    scores[k] = score;
    highest = Math.max(highest, score);
  }
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - highest);
  return highest + Math.log(sum);
}
