import type { FrameRows } from '../predictions/predictions.ts';
import type { DenseClip } from './dense-clip.ts';
import { interpolateRows } from './interpolate-rows.ts';
import { nearestRows } from './nearest-rows.ts';
import { smoothRows } from './smooth-rows.ts';
import type { Smoothing } from './smoothing.ts';

/** What the timeline of a clip is made with. */
export interface DenseOptions {
  /** Frames that are asked for; the timeline goes on to the last prediction where that is later. */
  readonly length: number;
  /** Number of classes and of action units of the protocol. */
  readonly classes: number;
  readonly units: number;
  readonly smooth?: Smoothing;
}

/**
 * Returns answers for every frame of one clip, or of one person in it: gaps are filled first, and the box filter runs over all frames. Valence, arousal, scores and
 * probabilities are interpolated between neighbours; codes are taken from the nearest frame, halfway from the earlier one. Frames before the first prediction and
 * after the last one copy it.
 */
export function toDenseClip(rows: FrameRows, options: DenseOptions): DenseClip {
  const length = Math.max(options.length, rows.frames.at(-1) ?? 0);
  const { smooth = {} } = options;
  const curve = (values: ArrayLike<number>, columns: number, halfWidth = 0) => smoothRows(interpolateRows(rows.frames, values, { columns, length }), { columns, halfWidth });
  const expression = expressionOf(rows, { ...options, length });
  const units = unitsOf(rows, { ...options, length });
  return {
    length,
    ...(expression !== undefined && { expression }),
    ...(rows.valence !== undefined && { valence: curve(rows.valence, 1, smooth.va) }),
    ...(rows.arousal !== undefined && { arousal: curve(rows.arousal, 1, smooth.va) }),
    ...(units !== undefined && { units }),
  };
}

function expressionOf({ frames, scores, expression }: FrameRows, { length, classes, smooth }: DenseOptions): Int8Array | undefined {
  const halfWidth = smooth?.expr ?? 0;
  const shape = { columns: classes, length };
  if (scores !== undefined) return highest(smoothRows(interpolateRows(frames, scores, shape), { columns: classes, halfWidth }), classes);
  if (expression === undefined) return undefined;
  const codes = nearestRows(frames, expression, { columns: 1, length });
  if (halfWidth === 0) return codes;
  const votes = new Float64Array(length * classes);
  codes.forEach((code, row) => (votes[row * classes + code] = 1));
  return highest(smoothRows(votes, { columns: classes, halfWidth }), classes);
}

function unitsOf({ frames, units, unitScores }: FrameRows, { length, units: columns, smooth }: DenseOptions): Int8Array | undefined {
  const shape = { columns, length };
  const halfWidth = smooth?.au ?? 0;
  if (unitScores !== undefined) return half(smoothRows(interpolateRows(frames, unitScores, shape), { columns, halfWidth }));
  if (units === undefined) return undefined;
  const dense = nearestRows(frames, units, shape);
  return halfWidth === 0 ? dense : half(smoothRows(Float64Array.from(dense), { columns, halfWidth }));
}

/** Of equal scores the one with the lowest code. */
function highest(scores: Float64Array, classes: number): Int8Array {
  return Int8Array.from({ length: scores.length / classes }, (_, row) => {
    let best = 0;
    for (let code = 1; code < classes; code++) if (scores[row * classes + code]! > scores[row * classes + best]!) best = code;
    return best;
  });
}

function half(probabilities: Float64Array): Int8Array {
  return Int8Array.from(probabilities, (probability) => Number(probability >= 0.5));
}
