import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { toRows, type FeatureRows } from './feature-rows.ts';
import type { FeatureFile } from './list-feature-files.ts';
import { readNpy } from './npy/read-npy.ts';
import type { ReadTensors } from './read-tensors.ts';

/**
 * Resolves with the vectors of one clip, as its file holds them; `undefined` when there is none in it.
 *
 * @throws DatasetError for a file that cannot be read or has another shape, and what `readTensors` throws
 */
export async function readFeatureFile({ kind, path }: FeatureFile, readTensors?: ReadTensors): Promise<FeatureRows | undefined> {
  if (kind === 'npy') return toRows(await readNpy(path), path);
  if (kind === 'folder') return readFrameFiles(path);
  if (readTensors === undefined) throw new TypeError(`${path} is read by \`readTensors\`, which was not given`);
  return readStored(path, readTensors);
}

/** One `.npy` for each frame, in the order of the numbers in their names: 2 before 10. */
async function readFrameFiles(folder: string): Promise<FeatureRows | undefined> {
  const entries = await readdir(folder).catch((error: unknown) => {
    throw DatasetError.from(error, folder);
  });
  const names = entries.filter((name) => name.endsWith('.npy') && !name.startsWith('.')).sort(new Intl.Collator('en', { numeric: true }).compare);
  const frames: { readonly name: string; readonly vector: FeatureRows }[] = [];
  for (const name of names) {
    const vector = toRows(await readNpy(join(folder, name)), join(folder, name));
    if (vector !== undefined) frames.push({ name, vector });
  }
  return joinFrames(frames, folder);
}

function joinFrames(frames: readonly { readonly name: string; readonly vector: FeatureRows }[], folder: string): FeatureRows | undefined {
  const first = frames[0];
  if (first === undefined) return undefined;
  const { dimensions } = first.vector;
  const values = new Float32Array(frames.length * dimensions);
  frames.forEach(({ name, vector }, index) => {
    const path = join(folder, name);
    if (vector.rows !== 1) throw new DatasetError('WRONG_SHAPE', { path, detail: `is one frame and holds ${vector.rows} rows` });
    if (vector.dimensions !== dimensions) throw new DatasetError('DIMENSIONS', { path, detail: `has ${vector.dimensions} dimensions, and ${first.name} beside it has ${dimensions}` });
    values.set(vector.values, index * dimensions);
  });
  return { rows: frames.length, dimensions, values, numbers: frames.map(({ name }) => Number(/(\d+)\.npy$/.exec(name)?.[1] ?? NaN)) };
}

async function readStored(path: string, readTensors: ReadTensors): Promise<FeatureRows | undefined> {
  const { tensors } = await readTensors(path);
  const [values, times] = [tensors.get('values'), tensors.get('times')];
  if (values === undefined) throw new DatasetError('WRONG_SHAPE', { path, detail: `has no tensor "values", only ${[...tensors.keys()].join(', ') || 'none at all'}` });
  const rows = toRows(values, path);
  if (rows === undefined || times === undefined) return rows;
  if (times.data.length !== rows.rows) throw new DatasetError('BAD_TIMES', { path, detail: `has ${times.data.length} times for ${rows.rows} rows` });
  return { ...rows, times: Float64Array.from(times.data as ArrayLike<number | bigint>, Number) };
}
