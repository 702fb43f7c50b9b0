import { fastPart } from './fast-part.ts';
import type { HeardMoments } from './heard-moments.ts';
import { type RegularSeries, STEP } from './regular-series.ts';

/** Width of the window that one judgement rests on, in seconds; a Hann window, so what counts most is its middle 1.25 s. */
const WINDOW = 2.5;
const REACH = Math.round(WINDOW / 2 / STEP);
const WEIGHTS = Float64Array.from({ length: 2 * REACH + 1 }, (_, index) => 0.5 - 0.5 * Math.cos((Math.PI * (index + 1)) / (REACH + 1)));
/** Steps by which lips may be ahead of their sound; a file's sound is often a frame early. */
const LAGS = [-1, 0, 1, 2, 3] as const;
/** A judgement needs this share of its window, and this many values. */
const LEAST = { share: 0.5, values: 12 } as const;

/**
 * Logarithms of likelihood ratios, straight over the logarithm of the movement and over the correlation, and nil at `even`. Rounded from logistic regressions on windows of
 * six GRID speakers against faces that listen, smile, are shaken or only photographed (movement), and against the same speakers with another's sound
 * (synchrony); see docs/speaking.md.
 */
const MOVEMENT = { slope: 8, even: 0.014, least: -1.5, most: 1.2 } as const;
const SYNCHRONY = { slope: 12, even: 0.42 } as const;
/** Share of those who do not make the sound but move their lips as if they did: they chew, or talk themselves. */
const RESTLESS = 0.25;
/** Evidence is never stronger than this. */
const LIMIT = 6;

/**
 * Returns, for each value of `openings`, the natural logarithm of how much likelier it is under "this mouth makes the sound" than under "it does not";
 * NaN where nobody speaks and where too little of the mouth is known. It rests on two figures of a window of 2.5 s, speech only: how strongly the lips move at the rate of
 * syllables, and how well that agrees with the loudness (the best correlation when the lips are −0.04 to 0.12 s ahead). Lips that make the sound
 * move, and in its time; a quarter of the others move too, out of time, and three quarters do not. In [−6, 6].
 */
export function speakingEvidence({ first, values }: RegularSeries, heard: HeardMoments): Float64Array {
  const lips = fastPart(values);
  return values.map((_, at) => {
    if (heard.inTurn[first + at] !== 1) return Number.NaN;
    const { movement, known, total, count } = measureMovement(lips, at, first, heard);
    if (count < LEAST.values || known < LEAST.share * total) return Number.NaN;
    const synchrony = Math.max(...LAGS.map((lag) => correlation(lips, at, { first, lag, heard })));
    return Math.min(LIMIT, Math.max(-LIMIT, toEvidence(movement, synchrony)));
  });
}

/** `ln(p(movement, synchrony | speaks) / p(movement, synchrony | does not))`. */
function toEvidence(movement: number, synchrony: number): number {
  const { slope, even, least, most } = MOVEMENT;
  const moves = slope * Math.min(most, Math.max(least, Math.log(movement / even)));
  return SYNCHRONY.slope * (synchrony - SYNCHRONY.even) - Math.log((1 - RESTLESS) * Math.exp(-moves) + RESTLESS);
}

/** Root mean square of the lips' movement around `at`, and how much of the window is known. */
function measureMovement(lips: Float64Array, at: number, first: number, { nearTurn }: HeardMoments) {
  let [known, total, squares, count] = [0, 0, 0, 0];
  for (const [index, weight] of WEIGHTS.entries()) {
    const place = at + index - REACH;
    if (nearTurn[first + place] !== 1) continue;
    total += weight;
    const value = lips[place];
    if (value === undefined || Number.isNaN(value)) continue;
    known += weight;
    squares += weight * value * value;
    count += 1;
  }
  return { movement: known > 0 ? Math.sqrt(squares / known) : 0, known, total, count };
}

/** Weighted correlation of the lips, `lag` steps earlier, with the level around `at`; 0 where one of them does not move. */
function correlation(lips: Float64Array, at: number, { first, lag, heard: { nearTurn, levels } }: { first: number; lag: number; heard: HeardMoments }): number {
  let [total, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const [index, weight] of WEIGHTS.entries()) {
    const place = at + index - REACH;
    const lip = lips[place - lag];
    if (nearTurn[first + place] !== 1 || lip === undefined || Number.isNaN(lip)) continue;
    const level = levels[first + place]!;
    total += weight;
    x += weight * lip;
    y += weight * level;
    xx += weight * lip * lip;
    yy += weight * level * level;
    xy += weight * lip * level;
  }
  if (total === 0) return 0;
  const spread = (xx - (x * x) / total) * (yy - (y * y) / total);
  return spread > 1e-12 ? (xy - (x * y) / total) / Math.sqrt(spread) : 0;
}
