import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../../datasets/predictions/read-truth.ts';
import type { FramePredictions, FrameRows } from '../../../datasets/predictions/predictions.ts';
import type { ClipTruth, FrameTruth } from '../../../datasets/predictions/truth.ts';
import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { toDenseClip } from '../../../datasets/submissions/to-dense-clip.ts';
import { findMetric } from '../../../fusion/metrics/find-metric.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../../../fusion/metrics/summarise.ts';
import { matchClips } from '../../evaluation/match-clips.ts';
import { matchFrames } from '../../evaluation/match-frames.ts';
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
}

/** The official score and the figures that belong to it. */
export interface FileScore {
  readonly value: number;
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * Resolves with the official score of a table of predictions: once over all valid rows of the split, never a mean of windows or videos. Gaps between predicted frames are filled as for a
 * submission; clips without any prediction are left out and told of.
 */
export async function scoreFile({ protocol, predictions: path, split, smooth = 0 }: ScoredFile, { root, layout }: RecipeOptions, { signal, tell }: RecipeTools): Promise<FileScore> {
  const predictions = await readPredictions(path, protocol, { rate: FRAME_CLOCK, signal });
  const truth = split === undefined ? await readTruth(path, protocol, { rate: FRAME_CLOCK, signal }) : await readTruth(root, protocol, { split, layout, signal });
  const { summary, missing } =
    predictions.level === 'frame' ? sumFrames(predictions, truth as FrameTruth, { protocol, smooth }) : sumClips(matchClips(predictions, truth as ClipTruth, protocol));
  if (missing > 0) tell({ type: 'warning', text: `${missing} labelled clips have no prediction and are not scored: they have no features.` });
  const value = (name: string) => findMetric(name).value(summary);
  return { value: value(protocol.score.metric), parts: Object.fromEntries(protocol.score.parts.map((name) => [name, value(name)])) };
}

interface Summed {
  readonly summary: ScoreSummary;
  readonly missing: number;
}

function sumFrames(predictions: FramePredictions, truth: FrameTruth, { protocol, smooth }: { readonly protocol: Protocol; readonly smooth: number }): Summed {
  const dense = new Map([...predictions.clips].map(([clip, rows]) => [clip, toDense(rows, { protocol, smooth, length: truth.clips.get(clip)?.length ?? 0 })] as const));
  const { clips, missingClips } = matchFrames({ level: 'frame', clips: dense }, truth, protocol);
  return { summary: mergeSummaries(clips.map(({ summary }) => summary)), missing: missingClips.length };
}

function sumClips({ series, missingClips }: ReturnType<typeof matchClips>): Summed {
  return { summary: summarise(series), missing: missingClips.length };
}

/** Fills the frames that have no prediction, and smooths over all of them. */
function toDense(rows: FrameRows, { protocol, smooth, length }: { readonly protocol: Protocol; readonly smooth: number; readonly length: number }): FrameRows {
  const { length: frames, expression, valence, arousal, units } = toDenseClip(rows, { length, classes: protocol.classes?.length ?? 0, units: protocol.units?.length ?? 0, smooth: { va: smooth, expr: smooth, au: smooth } });
  return {
    frames: Int32Array.from({ length: frames }, (_, row) => row + 1),
    ...(expression && { expression }),
    ...(valence && { valence: Float32Array.from(valence) }),
    ...(arousal && { arousal: Float32Array.from(arousal) }),
    ...(units && { units }),
  };
}
