import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Clip } from '../../datasets/clip.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { FeatureRows } from '../../datasets/features/feature-rows.ts';
import { listFeatureFiles, type FeatureFile } from '../../datasets/features/list-feature-files.ts';
import { readFeatureFile } from '../../datasets/features/read-feature-file.ts';
import { readTiming, type Timing } from '../../datasets/features/read-timing.ts';
import { readSafetensors } from '../../runtime/safetensors/read-safetensors.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import type { ClipRows } from './clip-rows.ts';
import { FRAME_CLOCK, SOUND_ROWS, toFrameClock } from './frame-clock-sources.ts';
import type { FeatureSource } from './feature-source.ts';
import { toRegularRows } from './to-regular-rows.ts';

/** Where the features of one modality are, and which one it is. */
export interface GivenFeatures {
  readonly modality: FeatureSource['modality'];
  /** A folder as `openFeatureFolder` takes it. */
  readonly path: string;
}

/**
 * Resolves with a source that brings features of Aff-Wild2 that were made elsewhere onto the clock of frames. A file with times (safetensors, or `timing.json` in the
 * folder) goes by them and the rate of the video file. One without goes by frames: files named by the number of the frame; as many rows as the clip has pictures
 * of the face, in their order; or as many rows as it has frames. The two people of a video share what is named after the video.
 *
 * @throws DatasetError as `listFeatureFiles` does; the source: WRONG_SHAPE when the number of rows is none of these
 */
export async function givenFrameClockSource({ modality, path }: GivenFeatures, media: MediaTools): Promise<FeatureSource> {
  const files = await listFeatureFiles(path);
  const timing = await readTiming(path);
  return {
    modality,
    id: nameOf(path),
    level: 'frame',
    read: async (clip, signal) => {
      const file = files.get(clip.clip) ?? files.get(clip.video ?? clip.clip);
      const rows = file && (await readFeatureFile(file, readSafetensors));
      if (file === undefined || rows === undefined) return undefined;
      const placed = { times: await timesOf(rows, { clip, file, timing, media, signal }), values: rows.values, dimensions: rows.dimensions };
      return hasSeconds(rows, timing) ? toRegularRows(placed, SOUND_ROWS) : placed;
    },
  };
}

/** Features of two folders are two things, also where the folders are called alike. */
function nameOf(path: string): string {
  const full = resolve(path);
  return `${basename(full).replace(/[-_](?:UTT|FRA)$/i, '')}-${createHash('sha256').update(full).digest('hex').slice(0, 8)}`;
}

interface Place {
  readonly clip: Clip;
  readonly file: FeatureFile;
  readonly timing: Timing | undefined;
  readonly media: MediaTools;
  readonly signal: AbortSignal;
}

async function timesOf(given: FeatureRows, place: Place): Promise<ClipRows['times']> {
  const { rows, times, numbers } = given;
  const { timing } = place;
  if (hasSeconds(given, timing)) {
    const seconds = times ?? Float64Array.from({ length: rows }, (_, row) => timing!.offset + row * timing!.hop);
    return toFrameClock(seconds, await clockOf(place));
  }
  return Float64Array.from(numbers ?? (await framesOf(rows, place)), (number) => (number - 1) / FRAME_CLOCK);
}

/** Whether rows are at seconds of the clip; others are at frames. */
function hasSeconds({ times, numbers }: Pick<FeatureRows, 'times' | 'numbers'>, timing: Timing | undefined): boolean {
  return times !== undefined || (timing !== undefined && numbers === undefined);
}

/** The frames that rows without times are of. */
async function framesOf(rows: number, { clip, file }: Place): Promise<Int32Array> {
  const pictures = (await clip.crops?.())?.numbers;
  if (pictures?.length === rows) return pictures;
  const frames = clip.length ?? (await clip.frames?.())?.length;
  if (frames === rows) return Int32Array.from({ length: rows }, (_, row) => row + 1);
  const detail = `has ${rows} rows; the clip "${clip.clip}" has ${pictures?.length ?? 'no'} pictures of the face and ${frames ?? 'an unknown number of'} frames`;
  throw new DatasetError('WRONG_SHAPE', { path: file.path, detail, next: 'Write one row for each picture or each frame, or say with a timing.json in the folder how many seconds lie between two rows.' });
}

async function clockOf({ clip, file, media, signal }: Place): Promise<{ readonly rate: number; readonly start: number }> {
  const video = clip.media === undefined ? undefined : (await probe(clip.media, { tools: media, signal })).video;
  if (video?.rate !== undefined) return { rate: video.rate, start: video.start };
  throw new DatasetError('NO_TIMES', { path: file.path, detail: `has times in seconds, and the rate of the video of "${clip.clip}" is not known`, next: 'Put the video where the corpus has it.' });
}
