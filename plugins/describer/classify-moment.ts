import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import type { ClipResults } from '../clip-results.ts';
import { type FaceTrack, rowsWithin } from './face-track.ts';
import { meanProbabilities } from './mean-probabilities.ts';
import type { Moment } from './moment.ts';

/** What the classifier says of a stretch of time. */
export interface Classified {
  readonly label: Expression;
  /** Mean probability of each of `EXPRESSIONS`. */
  readonly probabilities: readonly number[];
}

/**
 * Returns the mean of the fused verdicts of a person in a stretch of time, or, where nobody is seen, of the voice, or of the words; `undefined` where there is none.
 *
 * @param track of the person; absent: nobody is seen
 */
export function classifyMoment(track: FaceTrack | undefined, moment: Moment, { voice, sentences }: Pick<ClipResults, 'voice' | 'sentences'>): Classified | undefined {
  const [from, to] = track === undefined ? [0, 0] : rowsWithin(track, moment);
  if (track !== undefined && to > from) return toClassified(EXPRESSIONS.map((_, index) => meanOf(track.fused, { from, to, index })));
  const within = (each: { readonly start: number; readonly end: number }) => each.start < moment.end && each.end > moment.start;
  for (const rows of [voice, sentences]) {
    const verdicts = rows.filter(within).flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict]));
    if (verdicts.length > 0) return toClassified(meanProbabilities(verdicts));
  }
  return undefined;
}

function meanOf(fused: readonly number[], { from, to, index }: { readonly from: number; readonly to: number; readonly index: number }): number {
  let sum = 0;
  for (let row = from; row < to; row++) sum += fused[row * EXPRESSIONS.length + index]!;
  return sum / (to - from);
}

function toClassified(probabilities: readonly number[]): Classified {
  return { label: EXPRESSIONS[probabilities.indexOf(Math.max(...probabilities))]!, probabilities };
}
