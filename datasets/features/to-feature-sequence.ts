import { DatasetError } from '../dataset-error.ts';
import type { FeatureRows } from './feature-rows.ts';
import type { FeatureSequence } from './feature-sequence.ts';
import type { Timing } from './read-timing.ts';

/** How rows become a sequence. */
export interface SequenceRules {
  /** The file, for messages. */
  readonly path: string;
  readonly level: 'utterance' | 'frame';
  readonly timing?: Timing | undefined;
  /** The number in a frame's file name that is at `timing.offset`; without it the first frame is. */
  readonly firstNumber?: number | undefined;
  readonly zeros: 'keep' | 'absent';
}

/**
 * Returns the rows of one clip with their times, checked; at utterance level their mean, as MERTools pools. `undefined` when no row remains.
 *
 * @throws DatasetError NOT_FINITE with clip, row and column; BAD_TIMES when times do not increase; NO_TIMES when nothing tells them
 */
export function toFeatureSequence(raw: FeatureRows, rules: SequenceRules): FeatureSequence | undefined {
  refuseNonFinite(raw, rules.path);
  const times = rules.level === 'frame' ? timesOf(raw, rules) : new Float64Array(raw.rows);
  const isZero = zeroRowsOf(raw);
  const kept = Array.from(isZero.keys()).filter((row) => rules.zeros === 'keep' || !isZero[row]!);
  if (kept.length === 0) return undefined;
  const { dimensions } = raw;
  if (rules.level === 'utterance') return { times: Float64Array.of(0), values: meanOf(raw, kept), dimensions, zeroRows: Number(kept.every((row) => isZero[row]!)) };
  return { times: Float64Array.from(kept, (row) => times[row]!), values: rowsOf(raw, kept), dimensions, zeroRows: kept.filter((row) => isZero[row]!).length };
}

function refuseNonFinite({ values, dimensions }: FeatureRows, path: string): void {
  let bad = 0;
  while (bad < values.length && Number.isFinite(values[bad])) bad++; // A third of the time that `findIndex` takes
  if (bad === values.length) return;
  const detail = `is ${values[bad]!} at row ${Math.floor(bad / dimensions)}, column ${bad % dimensions} (counted from 0)`;
  throw new DatasetError('NOT_FINITE', { path, detail });
}

function zeroRowsOf({ rows, values, dimensions }: FeatureRows): boolean[] {
  return Array.from({ length: rows }, (_, row) => values.subarray(row * dimensions, (row + 1) * dimensions).every((value) => value === 0));
}

function meanOf({ values, dimensions }: FeatureRows, rows: readonly number[]): Float32Array {
  const sums = new Float64Array(dimensions);
  for (const row of rows) for (let column = 0; column < dimensions; column++) sums[column]! += values[row * dimensions + column]!;
  return Float32Array.from(sums, (sum) => sum / rows.length);
}

function rowsOf({ values, dimensions, rows: all }: FeatureRows, rows: readonly number[]): Float32Array {
  if (rows.length === all) return values;
  const result = new Float32Array(rows.length * dimensions);
  rows.forEach((row, index) => result.set(values.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions));
  return result;
}

function timesOf({ rows, times, numbers }: FeatureRows, { path, timing, firstNumber }: SequenceRules): Float64Array {
  if (times === undefined && timing === undefined) throw new DatasetError('NO_TIMES', { path, detail: 'does not say when its rows were taken' });
  const result = times ?? Float64Array.from({ length: rows }, (_, row) => timing!.offset + timing!.hop * (firstNumber === undefined || numbers === undefined ? row : numbers[row]! - firstNumber));
  const bad = result.findIndex((time, row) => !Number.isFinite(time) || (row > 0 && time <= result[row - 1]!));
  if (bad >= 0) throw new DatasetError('BAD_TIMES', { path, detail: `has the time ${result[bad]!} s at row ${bad}${bad > 0 ? ` after ${result[bad - 1]!} s` : ''}` });
  return result;
}
