import type { PitchCandidate } from './pitch-candidates.ts';

/** Chooses one candidate per frame so that the path is smooth. */
export interface PitchTracker {
  /** Takes the next frame's candidates; returns the choice for the frame `lag` frames ago, or nothing before there is one. */
  push(candidates: readonly PitchCandidate[]): PitchCandidate | undefined;
  /** Returns the choices for the last frames and forgets everything. */
  flush(): PitchCandidate[];
}

interface Step {
  readonly candidates: readonly PitchCandidate[];
  readonly scores: Float64Array;
  /** For each candidate, its best predecessor. */
  readonly from: Int32Array;
}

const OCTAVE_JUMP_COST = 0.35;
const VOICING_CHANGE_COST = 0.14;

/**
 * Returns a tracker: Viterbi search over the candidates (Boersma 1993, eq. 27: costs for octave jumps and changes of
 * voicing at 10 ms per frame), decided `lag` frames late, so that a stream of any length is tracked in constant memory.
 */
export function trackPitch(lag: number): PitchTracker {
  let steps: Step[] = [];
  return {
    push(candidates) {
      steps.push(toStep(candidates, steps.at(-1)));
      if (steps.length <= lag) return undefined;
      const choice = bestPath(steps)[0];
      steps.shift();
      return choice;
    },
    flush() {
      const choices = bestPath(steps);
      steps = [];
      return choices;
    },
  };
}

function toStep(candidates: readonly PitchCandidate[], before: Step | undefined): Step {
  const scores = Float64Array.from(candidates, (candidate) => candidate.strength);
  const from = new Int32Array(candidates.length);
  if (before === undefined) return { candidates, scores, from };
  const highest = Math.max(...before.scores); // Taken off, so that scores stay small through hours
  candidates.forEach((candidate, here) => {
    const reached = before.candidates.map((previous, i) => before.scores[i]! - highest - jumpCost(previous, candidate));
    from[here] = indexOfHighest(reached);
    scores[here] = candidate.strength + reached[from[here]]!;
  });
  return { candidates, scores, from };
}

function jumpCost(a: PitchCandidate, b: PitchCandidate): number {
  if (a.frequency === 0 && b.frequency === 0) return 0;
  if (a.frequency === 0 || b.frequency === 0) return VOICING_CHANGE_COST;
  return OCTAVE_JUMP_COST * Math.abs(Math.log2(a.frequency / b.frequency));
}

function bestPath(steps: readonly Step[]): PitchCandidate[] {
  const path: PitchCandidate[] = [];
  let at = indexOfHighest(steps.at(-1)?.scores ?? []);
  for (const { candidates, from } of steps.toReversed()) {
    path.push(candidates[at]!);
    at = from[at]!;
  }
  return path.reverse();
}

function indexOfHighest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
