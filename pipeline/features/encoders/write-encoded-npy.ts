import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import type { Timing } from '../../../datasets/features/read-timing.ts';
import { toFeatureKey, toFeatureName, type EncoderProvenance } from '../../../extractors/encoders/encoder-provenance.ts';
import { poolRows } from '../../../extractors/encoders/pool-rows.ts';
import { OutputError } from '../../export/output-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';

/** What an encoder made of one clip. */
interface Encoded {
  /** Shape `[T, dimensions]`, `T ≥ 1`. */
  readonly values: Float32Array;
  readonly dimensions: number;
  readonly provenance: EncoderProvenance;
}

/** Where the features of one clip go. */
export interface EncodedNpyOptions {
  /** Gets a folder for each feature and level. */
  readonly folder: string;
  readonly clip: string;
  /** `UTT`: the mean, shape `[D]`. `FRA`: the rows, shape `[T, D]`. */
  readonly level: 'UTT' | 'FRA';
  /** When rows are, for an encoder whose rows follow a clock: an open speech encoder, say. Tokens of a text have none. */
  readonly encoder?: Timing;
}

/**
 * Writes the features of one clip as MERTools lays them out, `<folder>/<feature>-UTT/<clip>.npy` or `…-FRA/…`, float32, and resolves with the path. Beside
 * them `provenance.json` says what made them; in a FRA folder `timing.json` says when rows were, to 20 ms, since `.npy` files have no times.
 *
 * @throws OutputError when the folder holds features of another making, or cannot be written
 */
export async function writeEncodedNpy(encoded: Encoded, { folder, clip, level, encoder }: EncodedNpyOptions): Promise<string> {
  const { provenance, values, dimensions } = encoded;
  const own = join(folder, `${toFeatureName(provenance)}-${level}`);
  await claimFolder(own, provenance);
  if (level === 'FRA' && encoder !== undefined) await writeFileAtomically(join(own, 'timing.json'), `${JSON.stringify({ hop: encoder.hop, offset: encoder.offset })}\n`);
  const path = join(own, `${clip}.npy`);
  const array = level === 'UTT' ? { shape: [dimensions], data: poolRows(encoded) } : { shape: [values.length / dimensions, dimensions], data: values };
  await writeFileAtomically(path, encodeNpy(array));
  return path;
}

async function claimFolder(folder: string, provenance: EncoderProvenance): Promise<void> {
  const path = join(folder, 'provenance.json');
  const key = toFeatureKey(provenance);
  const there = await readFile(path, 'utf8').catch(() => undefined); // A folder that cannot be read is told of when it is written
  if (there === undefined) return writeFileAtomically(path, `${JSON.stringify({ key, ...provenance }, null, 2)}\n`);
  const other = keyIn(there);
  if (other !== key) throw new OutputError('NOT_WRITABLE', { path: folder, detail: `holds features of another making (key ${other}, and these have ${key})` });
}

function keyIn(text: string): string {
  try {
    return String((JSON.parse(text) as { readonly key?: unknown }).key);
  } catch {
    return 'unreadable'; // Told of as another making
  }
}
