import { join } from 'node:path';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../../datasets/predictions/read-truth.ts';
import type { FramePredictions, FrameRows } from '../../../datasets/predictions/predictions.ts';
import type { Truth } from '../../../datasets/predictions/truth.ts';
import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { toDenseClip } from '../../../datasets/submissions/to-dense-clip.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { writeEvaluation } from '../../evaluation/report/write-evaluation.ts';
import { toJson } from '../../evaluation/to-json.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { FRAME_CLOCK } from '../../features/frame-clock-sources.ts';
import type { RecipeOptions, RecipeTools } from '../recipe.ts';

/** What is scored against what. */
export interface ScoredFile {
  readonly protocol: Protocol;
  /** A table of `affekt train` or `affekt predict`. */
  readonly predictions: string;
  /** The part of the corpus whose labels count; absent: what the table itself says is true. */
  readonly split?: string | undefined;
  /** Half width of the box filter, in frames. */
  readonly smooth?: number;
  /** Name of the evaluation, written as JSON and as a page. */
  readonly name: string;
}

/** The official score and the figures that belong to it; NaN where one is not defined. */
export interface FileScore {
  readonly value: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** Bootstrap samples: the interval is for a first look, and a recipe scores many systems. */
const REPLICATES = 300;

/**
 * Resolves with the official score of a table of predictions: once over all valid rows of the split, never a mean of windows or videos. Gaps between predicted frames are filled as for a
 * submission; clips without any prediction are left out and told of. Writes `evaluations/<name>.json` and `.html`.
 */
export async function scoreFile({ protocol, predictions: path, split, smooth = 0, name }: ScoredFile, { root, layout, seed, out }: RecipeOptions, { signal, tell }: RecipeTools): Promise<FileScore> {
  const read = await readPredictions(path, protocol, { rate: FRAME_CLOCK, clip: true, signal });
  const truth = split === undefined ? await readTruth(path, protocol, { rate: FRAME_CLOCK, signal }) : await readTruth(root, protocol, { split, layout, signal });
  const predictions = read.level === 'frame' ? toDense(read, truth, { protocol, smooth }) : read;
  const evaluation = evaluate(predictions, truth, protocol, { seed, replicates: REPLICATES, allowMissing: true });
  const { missing, missingClips } = evaluation.counts;
  if (missing + missingClips > 0) tell({ type: 'warning', text: `${name}: ${missingClips} labelled clips have no prediction and are not scored: they have no features.` });
  await writeFileAtomically(join(out, 'evaluations', `${name}.json`), toJson(evaluation));
  await writeEvaluation(join(out, 'evaluations', `${name}.html`), evaluation);
  return { value: evaluation.score ?? NaN, parts: Object.fromEntries(Object.entries(evaluation.parts).map(([part, value]) => [part, value ?? NaN])) };
}

/** Fills the frames that have no prediction, and smooths over all of them, clip by clip. */
function toDense({ clips }: FramePredictions, truth: Truth, options: { readonly protocol: Protocol; readonly smooth: number }): FramePredictions {
  const lengths = truth.level === 'frame' ? truth.clips : undefined;
  return { level: 'frame', clips: new Map([...clips].map(([clip, rows]) => [clip, toDenseRows(rows, { ...options, length: lengths?.get(clip)?.length ?? 0 })] as const)) };
}

function toDenseRows(rows: FrameRows, { protocol, smooth, length }: { readonly protocol: Protocol; readonly smooth: number; readonly length: number }): FrameRows {
  const { length: frames, expression, valence, arousal, units } = toDenseClip(rows, { length, classes: protocol.classes?.length ?? 0, units: protocol.units?.length ?? 0, smooth: { va: smooth, expr: smooth, au: smooth } });
  return {
    frames: Int32Array.from({ length: frames }, (_, row) => row + 1),
    ...(expression && { expression }),
    ...(valence && { valence: Float32Array.from(valence) }),
    ...(arousal && { arousal: Float32Array.from(arousal) }),
    ...(units && { units }),
  };
}
