import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import type { ModelPaths } from './model-paths.ts';
import { writeRecord, type ModelRecord } from './model-record.ts';

/** Copies a checked file into its place in the store, under a temporary name first. */
export async function placeFile(from: string, paths: ModelPaths, record: ModelRecord): Promise<void> {
  await copyFile(from, `${paths.part}-copy`, constants.COPYFILE_FICLONE);
  await placeChecked(`${paths.part}-copy`, paths, record);
}

/** Renames a checked file of the store's own into its place. */
export async function placeChecked(temporary: string, paths: ModelPaths, record: ModelRecord): Promise<void> {
  await writeRecord(paths.record, record);
  await rename(temporary, paths.file);
  await rm(`${paths.part}.json`, { force: true });
}

/** Writes new bytes into their place and resolves with their sha256. */
export async function placeBytes(bytes: Uint8Array, paths: ModelPaths, from: string): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(paths.part, bytes);
  await placeChecked(paths.part, paths, { sha256, from });
  return sha256;
}
