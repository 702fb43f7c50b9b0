import { DatasetError } from '../dataset-error.ts';
import type { NpyArray, NpyData } from './npy/npy-array.ts';

/** The vectors of one clip as its file holds them, before anything is said of their times. */
export interface FeatureRows {
  readonly rows: number;
  readonly dimensions: number;
  /** Shape `[rows, dimensions]`. */
  readonly values: Float32Array;
  /** Shape `[rows]`, seconds, where the file says them. */
  readonly times?: Float64Array;
  /** Shape `[rows]`: the number in each frame's file name, where there is a file for each. */
  readonly numbers?: readonly number[];
}

/**
 * Returns an array as rows: `[D]` is one row, `[T, D]` is T, and of three axes one of length 1 goes. `undefined` for an array without values.
 *
 * @throws DatasetError WRONG_SHAPE naming `path` when all three axes are longer than 1
 */
export function toRows({ shape, data }: NpyArray, path: string): FeatureRows | undefined {
  if (data.length === 0) return undefined;
  const axes = shape.length === 3 ? withoutOneAxis(shape, path) : shape;
  const dimensions = axes.at(-1)!;
  return { rows: data.length / dimensions, dimensions, values: toFloat32(data) };
}

/** Returns the same values as floats: `data` itself when it is such an array. */
function toFloat32(data: NpyData): Float32Array {
  if (data instanceof Float32Array) return data;
  return data instanceof BigInt64Array ? Float32Array.from(data, Number) : Float32Array.from(data);
}

/** Returns the one vector of an utterance lying down: `[D, 1]` becomes `[1, D]`. Other rows come back as they are. */
export function lieDown(raw: FeatureRows): FeatureRows {
  return raw.dimensions === 1 ? { ...raw, rows: 1, dimensions: raw.rows } : raw;
}

function withoutOneAxis(shape: readonly number[], path: string): readonly number[] {
  const single = shape.indexOf(1);
  if (single < 0) throw new DatasetError('WRONG_SHAPE', { path, detail: `has the shape (${shape.join(', ')})` });
  return shape.toSpliced(single, 1);
}
