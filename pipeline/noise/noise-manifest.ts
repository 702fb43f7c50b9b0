import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { NoisyClip } from './noisy-clip.ts';

/** What a folder of damaged clips was made from: `noise.json` in it. Enough to make it again. */
export interface NoiseManifest extends NoiseHeader {
  readonly affekt: string;
  readonly ffmpeg: string;
  /** Folder of the sources. */
  readonly root: string;
  /** In the order of the sources. */
  readonly clips: readonly NoisyClip[];
}

/** What must be the same for clips to belong into one folder. */
export interface NoiseHeader {
  readonly recipe: string;
  readonly settings: Readonly<Record<string, readonly number[]>>;
  readonly seed: number;
  readonly codec: 'mpeg4' | 'h264';
  readonly wav: boolean;
  /** Where noise was drawn from; `names` is the sha256 of the list of files. */
  readonly noise?: { readonly folder: string; readonly files: number; readonly names: string };
}

export const MANIFEST = 'noise.json';

const number = z.number();
const piece = z.object({ files: z.array(z.string()), start: z.int().min(0) });
const sound = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mix'), decibels: number, voices: z.int(), pieces: z.array(piece).optional() }),
  z.object({ kind: z.literal('white'), decibels: number }),
  z.object({ kind: z.literal('silence'), share: number, seconds: number.positive() }),
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('codec'), kbps: number.positive() }),
]);
const picture = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blur'), rate: z.literal([1, 2, 4, 8, 16, 32]) }),
  z.object({ kind: z.literal('dark'), level: number.min(0).max(1) }),
  z.object({ kind: z.literal('drop'), share: number.min(0).max(0.95), burst: number.min(1) }),
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('codec'), kbps: number.positive() }),
]);
const hashes = z.record(z.string(), z.string());
const spans = z.array(z.tuple([number, number]));
/** A name that stays within its folder. */
const name = z.string().refine((text) => text !== '' && text !== '..' && !/[/\\\0]/.test(text), 'is no name of a file');
/** A path that stays below its folder. */
const below = z.string().refine((text) => !text.startsWith('/') && !text.includes('\0') && !text.split(/[/\\]/).includes('..'), 'leads out of its folder');
const made = z.object({
  clip: name, source: below, sourceSha256: z.string(), damage: z.object({ sound: sound.optional(), picture: picture.optional() }), noiseSha256: hashes.optional(),
  mix: z.object({ noiseGain: number, mixGain: number, left: z.enum(['silent-clip', 'silent-noise', 'no-sound']).optional() }).optional(),
  silent: spans.optional(), lost: spans.optional(), output: name, sha256: z.string(), wav: name.optional(), wavSha256: z.string().optional(), notes: z.array(z.string()),
});
const failed = z.object({ clip: name, source: below, code: z.string(), message: z.string() });
const schema = z.object({
  affekt: z.string(), ffmpeg: z.string(), root: z.string(), recipe: z.string(), settings: z.record(z.string(), z.array(number)), seed: number, codec: z.enum(['mpeg4', 'h264']), wav: z.boolean(),
  noise: z.object({ folder: z.string(), files: number, names: z.string() }).optional(), clips: z.array(z.union([made, failed])),
});

/**
 * Resolves with the manifest at `path`, or in the folder of that name.
 *
 * @throws DatasetError when there is none, or it is no manifest; names the first thing that is wrong
 */
export async function readNoiseManifest(path: string): Promise<NoiseManifest> {
  const file = path.endsWith('.json') ? path : join(path, MANIFEST);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw DatasetError.from(error, file);
  });
  const next = 'Give the noise.json that `affekt noise` wrote, or its folder.';
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data as NoiseManifest;
    const [issue] = parsed.error.issues;
    throw new DatasetError('NOT_A_TABLE', { path: file, detail: `is no manifest of noise: ${issue!.path.join('.')}: ${issue!.message}`, next });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DatasetError('NOT_A_TABLE', { path: file, detail: `is no JSON (${error.message})`, next, cause: error });
  }
}

/** Writes the manifest of a folder. @throws OutputError */
export function writeNoiseManifest(folder: string, manifest: NoiseManifest): Promise<void> {
  return writeFileAtomically(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
}
