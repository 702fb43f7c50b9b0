import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { FrameVerdicts } from '../clip-results.ts';

/** What is known of one person's face through a clip, an entry for each row. */
export interface FaceTrack {
  readonly person: number;
  readonly times: number[];
  /** Index of the most probable expression of the face, and its probability; -1 without a verdict of the face. */
  readonly expressions: number[];
  readonly probabilities: number[];
  readonly valence: number[];
  readonly arousal: number[];
  /** Eight for each, of the fused verdict, in the order of `EXPRESSIONS`; 0 for a class that is not known. */
  readonly fused: number[];
}

/** Reads all rows and resolves with each person's track. */
export async function collectFaces(rows: AsyncIterable<FrameVerdicts>): Promise<FaceTrack[]> {
  const tracks = new Map<number, FaceTrack>();
  for await (const { person, time, verdict, faceVerdict } of rows) {
    if (person === undefined || (verdict ?? faceVerdict) === undefined) continue;
    const track = tracks.get(person) ?? { person, times: [], expressions: [], probabilities: [], valence: [], arousal: [], fused: [] };
    tracks.set(person, track);
    track.times.push(time);
    track.expressions.push(faceVerdict === undefined ? -1 : EXPRESSIONS.indexOf(faceVerdict.expression));
    track.probabilities.push(faceVerdict?.probabilities[faceVerdict.expression] ?? 0);
    track.valence.push(faceVerdict?.valence ?? 0);
    track.arousal.push(faceVerdict?.arousal ?? 0);
    for (const expression of EXPRESSIONS) track.fused.push((verdict ?? faceVerdict)!.probabilities[expression] ?? 0);
  }
  return [...tracks.values()];
}

/** Returns where the rows of a stretch of time begin and end in a track: the first one, and the one after the last. */
export function rowsWithin({ times }: FaceTrack, { start, end }: { readonly start: number; readonly end: number }): readonly [from: number, to: number] {
  const from = times.findIndex((time) => time >= start);
  if (from < 0) return [times.length, times.length];
  const to = times.findIndex((time) => time > end);
  return [from, to < 0 ? times.length : to];
}
