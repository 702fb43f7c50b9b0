import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy } from '../../datasets/features/npy/encode-npy.ts';
import type { RowTiming } from '../../extractors/audio/speech-rows/describe-speech.ts';

/** Writes one vector a clip: `<folder>/<clip>.npy` of shape `[D]`. */
export function writeVector(folder: string, clip: string, vector: Float32Array): void {
  writeFileSync(join(folder, `${clip}.npy`), encodeNpy({ shape: [vector.length], data: vector }));
}

/** Writes the rows of a clip: `<folder>/<clip>.npy` of shape `[T, D]`. */
export function writeRows(folder: string, clip: string, rows: readonly Float32Array[]): void {
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, t) => data.set(row, t * width));
  writeFileSync(join(folder, `${clip}.npy`), encodeNpy({ shape: [rows.length, width], data }));
}

/** Makes a folder for features, with the times of its rows where it holds some, and returns its path. */
export function makeFeatureFolder(path: string, timing?: RowTiming): string {
  mkdirSync(path, { recursive: true });
  if (timing !== undefined) writeFileSync(join(path, 'timing.json'), `${JSON.stringify(timing)}\n`);
  return path;
}

/** Writes a table as CSV; the first row names the columns. */
export function writeTable(path: string, rows: readonly (readonly string[])[]): void {
  const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  writeFileSync(path, rows.map((row) => `${row.map(quote).join(',')}\n`).join(''));
}
