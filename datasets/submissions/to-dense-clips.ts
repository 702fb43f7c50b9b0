import { DatasetError } from '../dataset-error.ts';
import type { FramePredictions, FrameRows } from '../predictions/predictions.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { DenseClip } from './dense-clip.ts';
import type { Fill } from './fill.ts';
import { missingClips } from './missing-clips.ts';
import type { RowSample } from './sample.ts';
import type { Smoothing } from './smoothing.ts';
import { toDenseClip } from './to-dense-clip.ts';

/** What is done beside copying predictions. */
export interface AnswerOptions {
  readonly protocol: Protocol;
  readonly smooth?: Smoothing;
  /** For clips without any prediction, which are refused when it is absent. */
  readonly fill?: Fill;
}

/** Answers for every row of a sample. */
export interface DenseAnswers {
  /** By the index of `RowSample.clips`. */
  readonly clips: readonly DenseClip[];
  /** Rows of the sample that had no prediction of their own. */
  readonly filled: number;
  /** Clips of the sample that had none at all. */
  readonly replaced: readonly string[];
  /** Predicted clips that the sample does not have. */
  readonly unused: readonly string[];
}

/**
 * Returns answers for every row of a sample.
 *
 * @param path of the predictions, for messages
 * @throws DatasetError naming `path`: MISSING_ROW for clips without any prediction, UNKNOWN_COLUMN when an answer that the protocol asks for is not there
 */
export function toDenseClips(sample: RowSample, predictions: FramePredictions, path: string, { protocol, smooth, fill }: AnswerOptions): DenseAnswers {
  const lengths = lastFrames(sample);
  const { replaced, unused } = missingClips(sample, predictions.clips, path, { protocol, ...(fill !== undefined && { fill }) });
  const sizes = { classes: protocol.classes?.length ?? 0, units: protocol.units?.length ?? 0 };
  const clips = sample.clips.map((name, index) => {
    const rows = predictions.clips.get(name);
    if (rows === undefined || rows.frames.length === 0) return constantClip(lengths[index]!, fill!, sizes.units);
    refuseLacking(rows, name, path, protocol);
    return toDenseClip(rows, { length: lengths[index]!, ...sizes, ...(smooth !== undefined && { smooth }) });
  });
  return { clips, filled: countFilled(sample, predictions), replaced, unused };
}

function lastFrames({ clips, clipOf, frameOf }: RowSample): Int32Array {
  const last = new Int32Array(clips.length);
  clipOf.forEach((clip, row) => (last[clip] = Math.max(last[clip]!, frameOf[row]!)));
  return last;
}

function constantClip(length: number, { expression = 0, valence = 0, arousal = 0, unit = 0 }: Fill, units: number): DenseClip {
  return {
    length,
    expression: new Int8Array(length).fill(expression),
    valence: new Float64Array(length).fill(valence),
    arousal: new Float64Array(length).fill(arousal),
    units: new Int8Array(length * units).fill(unit),
  };
}

function refuseLacking(rows: FrameRows, clip: string, path: string, { id, valence, arousal, classes, units }: Protocol): void {
  const lacking = [
    ...(valence !== undefined && rows.valence === undefined ? ['valence'] : []),
    ...(arousal !== undefined && rows.arousal === undefined ? ['arousal'] : []),
    ...(classes !== undefined && rows.expression === undefined && rows.scores === undefined ? ['expression'] : []),
    ...(units !== undefined && rows.units === undefined && rows.unitScores === undefined ? ['action units'] : []),
  ];
  if (lacking.length > 0) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has no ${lacking.join(' and no ')} for "${clip}", and ${id} asks for it`, next: 'Predict it too, or choose another protocol.' });
}

function countFilled({ clips, clipOf, frameOf }: RowSample, predictions: FramePredictions): number {
  const known = clips.map((name) => {
    const frames = predictions.clips.get(name)?.frames ?? new Int32Array();
    const flags = new Uint8Array((frames.at(-1) ?? 0) + 1);
    frames.forEach((frame) => (flags[frame] = 1));
    return flags;
  });
  return clipOf.reduce((sum, clip, row) => sum + Number(known[clip]![frameOf[row]!] !== 1), 0);
}
