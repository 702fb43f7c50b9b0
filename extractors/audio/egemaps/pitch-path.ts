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
/** Hz; pitches outside of it cost more. */
const USUAL = [100, 350] as const;
/** Found by comparison with published values, see docs/egemaps.md. */
const COSTS = { low: 0.5, high: 1, threshold: 4, unvoiced: 0.5, jump: 5, spread: 5, change: 4.75 } as const;

interface Step {
  /** Natural logarithm of Hz, the strongest first; the unvoiced state comes after them. */
  readonly pitches: Float64Array;
  readonly frequencies: Float64Array;
  readonly costs: Float64Array;
  readonly from: Int32Array;
}

/** Before the first frame. */
const SILENCE: Step = { pitches: new Float64Array([-Infinity]), frequencies: new Float64Array(1), costs: new Float64Array(1), from: new Int32Array(1) };

/**
 * Returns the least costly path through the candidates of frames and "unvoiced" (dynamic programming), decided `LAG` frames late.
 *
 * A candidate costs `−ln v`, 4 where v is below 0.7, and `½ (1 − f / 100)` below 100 Hz or `1 − 350 / f` above 350 Hz; "unvoiced" costs ½, and 4 more where the strongest candidate reaches 0.7. From voiced to unvoiced or back costs 4.75, and what is before the first frame counts as unvoiced; from candidate `j` to pitch `f` `5 |ln(f / fⱼ)| + 5 |ln(fⱼ₋₁ / fⱼ)|`, `fⱼ₋₁` being the next stronger candidate of the same frame; of the strongest,
 * which has none, `f` stands for it. (One would expect the change of the change there; published values show this.)
 */
export function pitchPath(): PitchPath {
  let steps: Step[] = [];
  return {
    push(candidates) {
      steps.push(toStep(candidates, steps.at(-1) ?? SILENCE));
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

function toStep(candidates: readonly PitchCandidate[], before: Step): Step {
  const frequencies = Float64Array.from([...candidates.map(({ frequency }) => frequency), 0]);
  const states = frequencies.length;
  const step = { pitches: frequencies.map((frequency) => Math.log(frequency)), frequencies, costs: new Float64Array(states), from: new Int32Array(states) };
  const voiced = (candidates[0]?.voicing ?? 0) >= CUTOFF;
  for (let i = 0; i < states; i++) {
    const local = i < candidates.length ? voicedCost(candidates[i]!) : COSTS.unvoiced + (voiced ? COSTS.threshold : 0);
    step.costs[i] = local + cheapest(step, i, before);
  }
  return step;
}

function voicedCost({ frequency, voicing }: PitchCandidate): number {
  const [low, high] = USUAL;
  return -Math.log(Math.max(voicing, 1e-10)) + (voicing < CUTOFF ? COSTS.threshold : 0) + COSTS.low * Math.max(0, 1 - frequency / low) + COSTS.high * Math.max(0, 1 - high / frequency);
}

/** Cost of the best way into state `i` of `step`; notes where it comes from. */
function cheapest(step: Step, i: number, before: Step): number {
  const unvoiced = before.costs.length - 1;
  const pitch = step.pitches[i]!;
  const voiced = i < step.costs.length - 1;
  let least = Infinity;
  for (let j = 0; j <= unvoiced; j++) {
    const previous = before.pitches[j]!;
    const way = voiced && j < unvoiced ? COSTS.jump * Math.abs(pitch - previous) + COSTS.spread * Math.abs((j > 0 ? before.pitches[j - 1]! : pitch) - previous) : voiced === j < unvoiced ? 0 : COSTS.change;
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
