import type { CandidateSets } from '../../../../fusion/train/partial/candidate-sets.ts';
import type { ClipPlan } from '../clip-plan.ts';

/** Returns the candidates of the examples of clips, one after another, as `toExampleSource` gives them. A clip with a label alone is pinned to it. */
export function toCandidateSets(plans: readonly ClipPlan[], classes: number): CandidateSets {
  const rows = plans.flatMap(({ truth, spans }) => spans.map(() => truth));
  const sets = new Uint8Array(rows.length * classes);
  const weights = new Float32Array(rows.length * classes);
  const pinned = new Uint8Array(rows.length);
  rows.forEach(({ candidates, targets }, row) => {
    const at = row * classes;
    if (candidates === undefined) {
      const label = targets.expression![0]!;
      pinned[row] = 1;
      sets[at + label] = 1;
      weights[at + label] = 1;
    } else {
      sets.set(candidates.candidates, at);
      weights.set(candidates.weights, at);
    }
  });
  return { classes, sets, weights, pinned };
}
