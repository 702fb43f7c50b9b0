import type { FrameAnswer } from '../../datasets/clip.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { FramePredictions, FrameRows } from '../../datasets/predictions/predictions.ts';
import type { FrameTruth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import type { Matched, MatchedClip } from './matched.ts';
import { alignRows, type AlignedRows } from './align-rows.ts';
import { summariseFrames } from './summarise-frames.ts';

/** Returns answers and labels clip by clip. Frames are found by their numbers, never by their order. @throws DatasetError NO_COMMON_CLIP, WRONG_HEADER for labels without what is asked for */
export function matchFrames(predictions: FramePredictions, truth: FrameTruth, protocol: Protocol): Matched {
  const common = [...truth.clips].filter(([clip]) => predictions.clips.has(clip));
  const missingClips = [...truth.clips].flatMap(([clip, answer]) => (predictions.clips.has(clip) || !labelledRows(answer).includes(1) ? [] : [clip]));
  const extraClips = [...predictions.clips.keys()].filter((clip) => !truth.clips.has(clip));
  if (common.length === 0) throw noCommonClip(predictions.clips.keys(), truth.clips.keys());
  const starts: number[] = [];
  let firstMissing = missingClips.length === 0 ? undefined : `all of "${missingClips[0]!}"`;
  const clips = common.map(([clip, answer]) => {
    const rows = predictions.clips.get(clip)!;
    const labelled = labelledRows(answer);
    const aligned = alignRows(rows, answer.length, labelled);
    if (aligned.missing > 0) firstMissing ??= `frame ${aligned.firstMissing} of "${clip}"`;
    starts.push(rows.frames[0] === 2 && rows.frames.at(-1) === answer.length + 1 ? 1 : 0);
    return toMatched(clip, { rows, answer, aligned, protocol });
  });
  const shifted = starts.every((start) => start === 1);
  const warnings = shifted ? ['In every video the rows begin at frame 2 and end one beyond the labels: they seem to be counted from 2, where frames are counted from 1.'] : [];
  return { clips, missingClips, extraClips, warnings, ...(firstMissing !== undefined && { firstMissing }) };
}

function toMatched(clip: string, { rows, answer, aligned, protocol }: { rows: FrameRows; answer: FrameAnswer; aligned: AlignedRows; protocol: Protocol }): MatchedClip {
  const { summary, swapped } = summariseFrames(rows, answer, { aligned, protocol });
  const { matched, missing, extra } = aligned;
  return { clip, group: clip.replace(/_(?:left|right)$/, ''), summary, ...(swapped !== undefined && { swapped }), rows: matched, invalid: rows.frames.length - matched - extra, missing, extra };
}

/** Shape `[length]`: 1 where any label is there. */
function labelledRows({ length, expression, valence, arousal, units }: FrameAnswer): Uint8Array {
  const labelled = new Uint8Array(length);
  const width = units === undefined ? 0 : units.length / length;
  for (let row = 0; row < length; row++) {
    const isReal = valence !== undefined && !Number.isNaN(valence[row]!) && (arousal === undefined || !Number.isNaN(arousal[row]!));
    if (isReal || (expression !== undefined && expression[row]! >= 0) || (units !== undefined && units[row * width]! >= 0)) labelled[row] = 1;
  }
  return labelled;
}

/** Returns the error for answers and labels that have no name in common. */
export function noCommonClip(predicted: Iterable<string>, labelled: Iterable<string>): DatasetError {
  const some = (names: Iterable<string>) => [...names].slice(0, 3).map((name) => `"${name}"`).join(', ');
  const detail = `have no clip in common with the labels: the first are ${some(predicted)}, and ${some(labelled)}`;
  return new DatasetError('NO_COMMON_CLIP', { path: 'predictions', detail, next: 'Name the clips as the labels do, and check that both are of the same split.' });
}
