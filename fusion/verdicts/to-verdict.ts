import { EXPRESSIONS, type Expression, type Modality, type Probabilities, type Verdict } from '../verdict.ts';
import { deriveValenceArousal } from './derive-valence-arousal.ts';

/** What one model says of one moment. */
export interface Statement {
  /** Sums to 1. */
  readonly probabilities: Probabilities;
  /** In [-1, 1]; present only when the model measures it. */
  readonly valence?: number | undefined;
  /** In [-1, 1]; present only when the model measures it. */
  readonly arousal?: number | undefined;
}

/** Returns the verdict of one modality: valence and arousal as measured, else derived from the class coordinates. */
export function toVerdict(modality: Modality, { probabilities, valence, arousal }: Statement): Verdict {
  const measured = valence !== undefined && arousal !== undefined;
  return {
    probabilities,
    expression: topExpression(probabilities),
    ...(measured ? { valence: clamp(valence), arousal: clamp(arousal) } : deriveValenceArousal(probabilities)),
    valenceArousal: measured ? 'measured' : 'derived',
    restsOn: [modality],
  };
}

/** Returns the most probable expression; of equals the first in the order of Aff-Wild2. */
export function topExpression(probabilities: Probabilities): Expression {
  return EXPRESSIONS.reduce((best, each) => ((probabilities[each] ?? -1) > (probabilities[best] ?? -1) ? each : best));
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
