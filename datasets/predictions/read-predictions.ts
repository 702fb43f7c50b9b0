import { stat } from 'node:fs/promises';
import { DatasetError } from '../dataset-error.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { FrameRows, Predictions } from './predictions.ts';
import { readDescriptions } from './read-descriptions.ts';
import { readWordArchive } from './read-word-archive.ts';
import type { BuiltClip } from './tables/clip-builder.ts';
import { readClipTable } from './tables/read-clip-table.ts';
import { readFrameFiles } from './tables/read-frame-files.ts';
import { readFrameTable, type FrameTableRows } from './tables/read-frame-table.ts';
import type { RowPlan } from './tables/row-plan.ts';

/** What the files leave open. */
export interface PredictionOptions {
  /** Frames a second, by which times become frames: `round(time · rate) + 1`; 30 when absent. */
  readonly rate?: number;
  /** Take valence and arousal beyond the range for its end, instead of refusing them; of predictions only. */
  readonly clip?: boolean;
  readonly signal?: AbortSignal;
}

const DEFAULT_RATE = 30;

/**
 * Resolves with predictions out of the file of a challenge, or a table of affekt:
 *
 * - one answer a frame: `image_location,…` as handed in; a folder of `<video>.txt` (third edition); `clip,frame|time,expression,p_<class>,valence,arousal`,
 * - one a clip: `name,discrete,valence`, `name,openset`, an npz of `filenames` and `fileitems`, a folder with results of `affekt describe`; `clip,expression,p_<class>,valence`.
 *
 * A table may be the only one in a zip archive. Rows of frames may stand in any order and have gaps.
 *
 * @throws DatasetError naming file and line: what is missing, renamed, out of range, no number, twice, or of another level than the protocol's
 */
export async function readPredictions(path: string, protocol: Protocol, { rate = DEFAULT_RATE, clip = false, signal }: PredictionOptions = {}): Promise<Predictions> {
  signal?.throwIfAborted();
  const options = { protocol, role: clip ? 'raw-predictions' : 'predictions', rate } as const;
  const folder = await isFolder(path);
  if (protocol.level === 'clip') {
    if (folder && protocol.submission.kind === 'word-table') return readDescriptions(path);
    if (folder) throw new DatasetError('WRONG_LEVEL', { path, detail: `is a folder, and ${protocol.id} takes one table with a row for each clip` });
    if (protocol.submission.kind === 'word-table' && /\.npz$/i.test(path)) return { level: 'clip', clips: await readWordArchive(path) };
    return { level: 'clip', clips: await readClipTable(path, options) };
  }
  const table = folder ? await readFrameFiles(path, options, signal) : await readFrameTable(path, options);
  const timed = table.rate === undefined ? [] : [`${path}: times were turned into frames at ${table.rate} Hz. The rate of the videos may be another, and differ from one to the next.`];
  return { level: 'frame', clips: toRows(table, protocol), ...(timed.length > 0 && { warnings: timed }) };
}

/** Whether a path is a folder. @throws DatasetError NOT_FOUND, UNREADABLE */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw DatasetError.from(error, path);
  }
}

function toRows({ plan, clips }: FrameTableRows, protocol: Protocol): ReadonlyMap<string, FrameRows> {
  return new Map([...clips].map(([clip, built]) => [clip, toFrameRows(built, plan, protocol)]));
}

function toFrameRows({ frames, values }: BuiltClip, { places, slots }: RowPlan, { classes = [], units = [] }: Protocol): FrameRows {
  const column = <Values extends Float32Array | Int8Array>(place: number, width: number, into: Values): Values => {
    for (let row = 0; row < frames.length; row++) for (let at = 0; at < width; at++) into[row * width + at] = values[row * slots.length + place + at]!;
    return into;
  };
  const reals = (place: number, width = 1) => column(place, width, new Float32Array(frames.length * width));
  const codes = (place: number, width = 1) => column(place, width, new Int8Array(frames.length * width));
  const scores = places.scores === undefined ? undefined : reals(places.scores, classes.length);
  return {
    frames,
    ...(places.expression !== undefined && { expression: codes(places.expression) }),
    ...(places.expression === undefined && scores !== undefined && { expression: largest(scores, classes.length) }),
    ...(scores !== undefined && { scores }),
    ...(places.valence !== undefined && { valence: reals(places.valence) }),
    ...(places.arousal !== undefined && { arousal: reals(places.arousal) }),
    ...(places.units !== undefined && { units: codes(places.units, units.length) }),
  };
}

function largest(scores: Float32Array, classes: number): Int8Array {
  const codes = new Int8Array(scores.length / classes);
  for (let row = 0; row < codes.length; row++) {
    for (let code = 1; code < classes; code++) if (scores[row * classes + code]! > scores[row * classes + codes[row]!]!) codes[row] = code;
  }
  return codes;
}
