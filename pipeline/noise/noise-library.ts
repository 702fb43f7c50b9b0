import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { hashFile } from './hash-file.ts';
import { readSamples, SAMPLE_RATE } from './read-samples.ts';
import { findWavSamples } from './wav-file.ts';

/** A folder of noise files. Each is opened when it is drawn. */
export interface NoiseLibrary {
  readonly folder: string;
  /** Paths within the folder with `/`, in the order of their code units. */
  readonly names: readonly string[];
  /** Resolves with the number of samples at 16 kHz, at least 1. @throws MediaError when the file has no sound that can be read */
  readonly length: (name: string) => Promise<number>;
  /** Resolves with all samples, or those that are asked for. */
  readonly read: (name: string, from?: number, count?: number) => Promise<Int16Array>;
  /** Resolves with the sha256 of a file. */
  readonly sha256: (name: string) => Promise<string>;
}

const SOUND = /\.(wav|flac|mp3|m4a|aac|ogg|oga|opus|wma|aiff?|mp4|mkv|webm)$/i;
/** Decoded samples that are kept: about 100 MB. */
const KEPT_SAMPLES = 50e6;

/** Resolves with the sound files below `folder`. @throws DatasetError when it cannot be listed or holds none */
export async function openNoiseLibrary(folder: string, tools: MediaTools): Promise<NoiseLibrary> {
  const found = await stat(folder).catch((error: unknown) => {
    throw DatasetError.from(error, folder);
  });
  if (!found.isDirectory()) throw new DatasetError('NOT_FOUND', { path: folder, detail: 'is a file, and not a folder', next: 'Name a folder of sound files with `--noise`.' });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && SOUND.test(entry.name) && !entry.name.startsWith('.')).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  if (names.length === 0) throw new DatasetError('EMPTY_FOLDER', { path: folder, detail: 'is a folder without sound files', next: 'Name a folder of sound files with `--noise`.' });
  return toLibrary(folder, names.sort(), tools);
}

function toLibrary(folder: string, names: readonly string[], tools: MediaTools): NoiseLibrary {
  const [decoded, hashes] = [new Map<string, Promise<Int16Array>>(), new Map<string, Promise<string>>()];
  const lengths = new Map<string, number>();
  const path = (name: string) => join(folder, name);
  const plain = (name: string) => findWavSamples(path(name), SAMPLE_RATE).catch((error: unknown) => { throw toMediaError(error, path(name)); });
  const decode = (name: string): Promise<Int16Array> => {
    const samples = decoded.get(name) ?? readSamples(path(name), { tools });
    decoded.delete(name);
    decoded.set(name, samples); // Last used, last to go
    samples.then(({ length }) => {
      lengths.set(name, length);
      const total = () => [...decoded.keys()].reduce((sum, key) => sum + (lengths.get(key) ?? 0), 0);
      while (decoded.size > 1 && total() > KEPT_SAMPLES) decoded.delete(decoded.keys().next().value!);
    }, () => undefined); // Reported to whoever reads it
    return samples;
  };
  return {
    folder,
    names,
    length: async (name) => {
      const length = (await plain(name))?.samples ?? lengths.get(name) ?? (await decode(name)).length;
      if (length === 0) throw new MediaError('DECODE_FAILED', { path: path(name), detail: 'has no sound in it' });
      return length;
    },
    read: async (name, from = 0, count) => {
      const place = await plain(name);
      if (place === undefined) return (await decode(name)).subarray(from, count === undefined ? undefined : from + count);
      const wanted = Math.max(0, Math.min(place.samples - from, count ?? Infinity));
      await using file = await open(path(name));
      const { buffer } = await file.read(Buffer.alloc(wanted * 2), 0, wanted * 2, place.offset + from * 2);
      return new Int16Array(new Uint8Array(buffer).buffer);
    },
    sha256: (name) => {
      const known = hashes.get(name) ?? hashFile(path(name));
      hashes.set(name, known);
      return known;
    },
  };
}

function toMediaError(error: unknown, path: string): unknown {
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z]/.test(system)) return error;
  return new MediaError(system === 'ENOENT' ? 'NOT_FOUND' : 'UNREADABLE', { path, detail: `is a noise file that cannot be read (${system})`, cause: error });
}
