import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import type { EncodedSpeech } from '../../../extractors/audio/encoders/encoded-speech.ts';
import { poolSpeech } from '../../../extractors/audio/encoders/pool-speech.ts';
import type { SpeechEncoder } from '../../../extractors/audio/encoders/speech-encoder.ts';
import { toFeatureKey, toFeatureName, type SpeechProvenance } from '../../../extractors/audio/encoders/speech-provenance.ts';
import { OutputError } from '../../export/output-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';

/** Where the features of one clip go. */
export interface SpeechNpyOptions {
  /** Gets a folder for each feature and level. */
  readonly folder: string;
  readonly clip: string;
  /** `UTT`: the mean, shape `[D]`. `FRA`: the rows, shape `[T, D]`. */
  readonly level: 'UTT' | 'FRA';
  readonly encoder: Pick<SpeechEncoder, 'hop' | 'offset'>;
}

/**
 * Writes the features of one clip as MERTools lays them out, `<folder>/<feature>-UTT/<clip>.npy` or `…-FRA/…`, float32, and resolves with the path. Beside
 * them `provenance.json` says what made them; in a FRA folder `timing.json` says when rows were, to 20 ms, since `.npy` files have no times.
 *
 * @throws OutputError when the folder holds features of another making, or cannot be written
 */
export async function writeSpeechNpy(encoded: EncodedSpeech, { folder, clip, level, encoder }: SpeechNpyOptions): Promise<string> {
  const { provenance, values, dimensions } = encoded;
  const own = join(folder, `${toFeatureName(provenance)}-${level}`);
  await claimFolder(own, provenance);
  if (level === 'FRA') await writeFileAtomically(join(own, 'timing.json'), `${JSON.stringify({ hop: encoder.hop, offset: encoder.offset })}\n`);
  const path = join(own, `${clip}.npy`);
  const array = level === 'UTT' ? { shape: [dimensions], data: poolSpeech(encoded) } : { shape: [values.length / dimensions, dimensions], data: values };
  await writeFileAtomically(path, encodeNpy(array));
  return path;
}

async function claimFolder(folder: string, provenance: SpeechProvenance): Promise<void> {
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
