import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { RecogniserError } from '../recogniser-error.ts';

/** The source of whisper.cpp on this machine. */
export interface WhisperSource {
  readonly folder: string;
  /** Of the npm package that carries it. */
  readonly version: string;
}

const PACKAGE = 'nodejs-whisper';
/** What whisper-cli is made of. */
const PARTS = ['CMakeLists.txt', 'cmake', 'ggml', 'include', 'src', 'examples'];

/**
 * Resolves with the source that the npm package nodejs-whisper carries. Of the package nothing else is used: its own wrapper overwrites files, throws on silence and changes the
 * working directory.
 *
 * @throws RecogniserError NO_SOURCE when it is not installed
 */
export async function findWhisperSource(): Promise<WhisperSource> {
  const roots = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  const root = roots.map((each) => join(each, PACKAGE)).find((each) => existsSync(join(each, 'cpp', 'whisper.cpp', 'CMakeLists.txt')));
  if (root === undefined) throw new RecogniserError('NO_SOURCE', { thing: PACKAGE, detail: 'the npm package that carries the source of whisper.cpp is not installed' });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'cpp', 'whisper.cpp'), version };
}

/** Resolves with a checksum over names and contents of all files that whisper-cli is built from. */
export async function hashSource({ folder }: WhisperSource): Promise<string> {
  const hash = createHash('sha256');
  for (const part of PARTS) {
    const path = join(folder, part);
    const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined); // A file, not a folder
    const files = entries === undefined ? [path] : entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(`${relative(folder, file).replaceAll('\\', '/')}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}
