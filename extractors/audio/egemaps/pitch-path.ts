import type { PitchCandidate } from './pitch-candidates.ts';

/** Chooses one pitch for each frame, late. */
export interface PitchPath {
  /** Takes the candidates of the next frame; returns the pitch in Hz (0: unvoiced) of the frame `LAG` before it, once there is one. */
  push(candidates: readonly PitchCandidate[]): number | undefined;
  /** Returns the pitches of the frames that are still open, oldest first. */
  finish(): number[];
}

/** Frames by which a decision comes after its frame. */
const LAG = 40;
/** Voicing from which on a candidate counts as voiced. */
const CUTOFF = 0.7;
/** Of them `bend`, `threshold` and `weaker` were found by comparison with published values, see docs/egemaps.md. */
const WEIGHTS = { local: 2, jump: 10, bend: 2, change: 10, threshold: 8, weaker: 3 } as const;

interface Step {
  /** Hz; the last one is 0 for unvoiced. */
  readonly pitches: Float64Array;
  readonly costs: Float64Array;
  /** Change of log frequency on the best way to each state. */
  readonly moves: Float64Array;
  readonly from: Int32Array;
}

/**
 * Returns the least costly path through the candidates of frames (dynamic programming), decided `LAG` frames late. A voiced state costs
 * `−2 ln v`, and 3 where the candidate is not the strongest; either state costs 8 where it goes against the threshold 0.7, an unvoiced one nothing else; going from
 * voiced to voiced costs `10 |ln(f / f′)|` and 2 for the change of that, from voiced to unvoiced or back 10.
 */
export function pitchPath(): PitchPath {
  let steps: Step[] = [];
  return {
    push(candidates) {
      steps.push(toStep(candidates, steps.at(-1)));
      if (steps.length <= LAG) return undefined;
      const path = trace(steps);
      steps = steps.slice(1);
      return path[0]!;
    },
    finish() {
      const path = trace(steps);
      steps = [];
      return path;
    },
  };
}

function toStep(candidates: readonly PitchCandidate[], before: Step | undefined): Step {
  const states = candidates.length + 1;
  const step = { pitches: new Float64Array(states), costs: new Float64Array(states), moves: new Float64Array(states), from: new Int32Array(states) };
  candidates.forEach(({ frequency }, i) => (step.pitches[i] = frequency));
  const unvoicedCost = (candidates[0]?.voicing ?? 0) >= CUTOFF ? WEIGHTS.threshold : 0;
  for (let i = 0; i < states; i++) {
    const local = i < candidates.length ? voicedCost(candidates[i]!) + (i > 0 ? WEIGHTS.weaker : 0) : unvoicedCost;
    step.costs[i] = local + (before === undefined ? 0 : cheapest(step, i, before));
  }
  return step;
}

function voicedCost({ voicing }: PitchCandidate): number {
  return -WEIGHTS.local * Math.log(Math.max(voicing, 1e-10)) + (voicing < CUTOFF ? WEIGHTS.threshold : 0);
}

/** Cost of the best way into state `i` of `step`; notes where it comes from. */
function cheapest(step: { pitches: Float64Array; moves: Float64Array; from: Int32Array }, i: number, before: Step): number {
  const pitch = step.pitches[i]!;
  let least = Infinity;
  for (let j = 0; j < before.pitches.length; j++) {
    const previous = before.pitches[j]!;
    const bothVoiced = pitch > 0 && previous > 0;
    const move = bothVoiced ? Math.log(pitch / previous) : 0;
    const way = bothVoiced ? WEIGHTS.jump * Math.abs(move) + WEIGHTS.bend * Math.abs(move - before.moves[j]!) : pitch > 0 !== previous > 0 ? WEIGHTS.change : 0;
    const cost = before.costs[j]! + way;
    if (cost >= least) continue;
    least = cost;
    step.moves[i] = move;
    step.from[i] = j;
  }
  return least;
}

function trace(steps: readonly Step[]): number[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  let state = last.costs.indexOf(Math.min(...last.costs));
  const path: number[] = [];
  for (let t = steps.length - 1; t >= 0; t--) {
    path[t] = steps[t]!.pitches[state]!;
    state = steps[t]!.from[state]!;
  }
  return path;
}
