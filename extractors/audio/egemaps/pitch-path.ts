import { PITCH_CANDIDATES, type PitchCandidate } from './pitch-candidates.ts';

/** Chooses one pitch for each frame, late. */
export interface PitchPath {
  /** Takes the candidates of the next frame; returns the pitch in Hz (0: unvoiced) of the frame `LAG` before it, once there is one. */
  push(candidates: readonly PitchCandidate[]): number | undefined;
  /** Returns the pitches of the frames that are still open, oldest first. */
  finish(): LastPitches;
}

/** The end of a path. */
export interface LastPitches {
  readonly pitches: readonly number[];
  /**
   * How many of them are told: as far as all ways to the end agree, and one more. The established implementation never tells the rest: of a
   * recording that ends in voice one frame is missing, or a few where that voice has just begun.
   */
  readonly told: number;
}

/** Frames by which a decision comes after its frame. */
const LAG = 40;
/** Voicing from which on a candidate counts as voiced. */
const CUTOFF = 0.7;
/** Hz; pitches outside of it cost more. */
const USUAL = [100, 350] as const;
/** Found by comparison with published values, see docs/egemaps.md. */
const COSTS = { low: 0.5, high: 0.6, threshold: 4, unvoiced: 0.5, jump: 5, spread: 5, change: 5 } as const;
/** Hz above the usual pitches at which the cost of high ones has grown to one. */
const HIGH = 500;

interface Step {
  /** Natural logarithm of Hz, the candidates in their order; the unvoiced state comes after them. */
  readonly pitches: Float64Array;
  readonly frequencies: Float64Array;
  readonly costs: Float64Array;
  readonly from: Int32Array;
}

/**
 * Returns the least costly path through the candidates of frames and "unvoiced" (dynamic programming), decided `LAG` frames late.
 *
 * A candidate costs `−ln v`, 4 where v is below 0.7, and `½ (1 − f / 100)` below 100 Hz or `(f − 350) / 500`, at most 0.6, above 350 Hz; "unvoiced" costs 4 where the first candidate, the most sure one, reaches 0.7. From unvoiced to unvoiced costs ½, from voiced to unvoiced or back 5; from candidate `j` to pitch `f` `5 |ln(f / fⱼ)| + 5 |ln(fⱼ₋₁ / fⱼ)|`, `fⱼ₋₁` being the candidate before it in the same frame; of the first,
 * which has none, `f` stands for it. (One would expect the change of the change there; published values show this.) To begin with the first candidate of the first frame costs 5, with any other or unvoiced nothing, as published values show too.
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
      const pitches = trace(steps);
      const told = Math.min(pitches.length, agreed(steps) + 1);
      steps = [];
      return { pitches, told };
    },
  };
}

function toStep(candidates: readonly PitchCandidate[], before: Step | undefined): Step {
  const frequencies = Float64Array.from([...candidates.map(({ frequency }) => frequency), 0]);
  const states = frequencies.length;
  const step = { pitches: frequencies.map((frequency) => Math.log(frequency)), frequencies, costs: new Float64Array(states), from: new Int32Array(states) };
  const voiced = (candidates[0]?.voicing ?? 0) >= CUTOFF;
  for (let i = 0; i < states; i++) {
    const local = i < candidates.length ? voicedCost(candidates[i]!) : voiced ? COSTS.threshold : 0;
    const start = i === 0 && candidates.length > 0 ? COSTS.change : 0;
    step.costs[i] = local + (before === undefined ? start : cheapest(step, i, before));
  }
  return step;
}

function voicedCost({ frequency, voicing }: PitchCandidate): number {
  const [low, high] = USUAL;
  return -Math.log(Math.max(voicing, 1e-10)) + (voicing < CUTOFF ? COSTS.threshold : 0) + COSTS.low * Math.max(0, 1 - frequency / low) + Math.min(COSTS.high, Math.max(0, (frequency - high) / HIGH));
}

/** Cost of the best way into state `i` of `step`; notes where it comes from. */
function cheapest(step: Step, i: number, before: Step): number {
  const unvoiced = before.costs.length - 1;
  const pitch = step.pitches[i]!;
  const voiced = i < step.costs.length - 1;
  let least = Infinity;
  for (let j = 0; j <= unvoiced; j++) {
    const previous = before.pitches[j]!;
    const way = voiced && j < unvoiced ? COSTS.jump * Math.abs(pitch - previous) + COSTS.spread * Math.abs((j > 0 ? before.pitches[j - 1]! : pitch) - previous) : voiced === j < unvoiced ? COSTS.unvoiced : COSTS.change;
    const cost = before.costs[j]! + way;
    if (cost >= least) continue;
    least = cost;
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
    path[t] = steps[t]!.frequencies[state]!;
    state = steps[t]!.from[state]!;
  }
  return path;
}

/** Counts the first steps that the best ways to all states of the last one share. A place that no candidate has taken is a state too, reached from "unvoiced" only. */
function agreed(steps: readonly Step[]): number {
  const last = steps.at(-1);
  let states = new Set(last?.costs.keys());
  let isOpen = (last?.costs.length ?? 0) <= PITCH_CANDIDATES;
  let count = steps.length;
  for (; count > 0 && (isOpen || states.size > 1); count--) {
    const { from } = steps[count - 1]!;
    states = new Set(Array.from(states, (state) => from[state]!));
    const before = steps[count - 2];
    if (isOpen && before !== undefined) states.add(before.costs.length - 1);
    isOpen = false;
  }
  return count;
}
