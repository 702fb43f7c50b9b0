import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundledFile, ModelCard, ModelFile, PackagedFile } from '../card.ts';

/** Raised whenever the compiler writes better files than before, so that the old ones are made again. */
const COMPILED_FORMAT = 1;

/** Where one model's files lie. */
export interface ModelPaths {
  /** Folder of its own, below the store's. */
  readonly folder: string;
  /** The ONNX file. */
  readonly file: string;
  /** What has been fetched so far. */
  readonly part: string;
  /** What is known of the file, and how it was checked. */
  readonly record: string;
  readonly lock: string;
}

/** Returns the paths of a model in the store at `root`. */
export function modelPaths(root: string, id: string, { file }: ModelCard): ModelPaths {
  const folder = join(root, id);
  return {
    folder,
    file: 'bundled' in file ? bundledPath(file.bundled) : join(folder, nameOf(file)),
    part: join(folder, 'fetching.part'),
    record: join(folder, 'record.json'),
    lock: join(folder, 'lock'),
  };
}

function nameOf(file: Exclude<ModelFile, BundledFile>): string {
  if ('npm' in file) return `compiled-${compiledKey(file)}.onnx`;
  return 'exported' in file ? file.exported : basename(file.mirrorPath);
}

function bundledPath(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

function compiledKey({ sha256, weights }: PackagedFile): string {
  return createHash('sha256').update(`${COMPILED_FORMAT} ${sha256} ${weights.sha256}`).digest('hex').slice(0, 16);
}
