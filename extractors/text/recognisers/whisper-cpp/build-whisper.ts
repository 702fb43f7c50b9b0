import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../models/store/with-lock.ts';
import { RecogniserError } from '../recogniser-error.ts';
import { PROGRAM, readBuilt, type BuiltProgram } from './built-program.ts';
import { checkCompiler } from './check-compiler.ts';
import { startProgram } from './start-program.ts';
import { findWhisperSource, hashSource, type WhisperSource } from './whisper-source.ts';

/** How whisper-cli is built. */
export interface BuildOptions {
  /** Where builds are kept, each in a folder named after its source and flags. */
  readonly folder: string;
  /** For any processor with AVX2 (of 2013 and later), rather than for this one. */
  readonly portable?: boolean | undefined;
  /** Further definitions for cmake: `GGML_CUDA=ON`. */
  readonly definitions?: readonly string[] | undefined;
  /** Build again what is there. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears how much is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Builds in a folder of its own: as a part of another project whisper.cpp writes nothing into its source. */
const PROJECT = 'cmake_minimum_required(VERSION 3.14)\nproject(affekt-whisper C CXX)\nadd_subdirectory("${WHISPER_SOURCE}" whisper EXCLUDE_FROM_ALL)\n';

/** One program without libraries of its own beside it. */
const DEFINITIONS = ['CMAKE_BUILD_TYPE=Release', 'BUILD_SHARED_LIBS=OFF', 'WHISPER_BUILD_EXAMPLES=ON', 'WHISPER_BUILD_TESTS=OFF', 'WHISPER_BUILD_SERVER=OFF', 'GGML_CCACHE=OFF'];

const KEPT_LINES = 60;

/**
 * Resolves with whisper-cli, compiled from the source that nodejs-whisper carries; with the one that was built from the same source with the same flags, where there is one. Takes about
 * 170 s of one processor, and lets other programs go first. A build that was broken off goes on.
 *
 * @throws RecogniserError NO_SOURCE, NO_COMPILER, or BUILD_FAILED with what the compiler said; the signal's reason when it aborts
 */
export async function buildWhisper({ folder, portable = false, definitions = [], force = false, ...options }: BuildOptions): Promise<BuiltProgram> {
  const source = await findWhisperSource();
  const sourceHash = await hashSource(source);
  const flags = [...DEFINITIONS, `GGML_NATIVE=${portable ? 'OFF' : 'ON'}`, ...definitions];
  const target = join(folder, createHash('sha256').update(JSON.stringify([sourceHash, flags, process.platform, process.arch])).digest('hex').slice(0, 16));
  const there = force ? undefined : await readBuilt(target);
  if (there !== undefined) return there;
  await checkCompiler();
  await mkdir(target, { recursive: true });
  return withLock(join(target, 'lock'), async () => {
    const meanwhile = force ? undefined : await readBuilt(target); // Another process was faster
    return meanwhile ?? (await compile(target, { source, sourceHash, flags, ...options }));
  }, { signal: options.signal });
}

interface Compilation extends Pick<BuildOptions, 'signal' | 'onProgress'> {
  readonly source: WhisperSource;
  readonly sourceHash: string;
  readonly flags: readonly string[];
}

async function compile(target: string, { source, sourceHash, flags, signal, onProgress }: Compilation): Promise<BuiltProgram> {
  const work = join(target, 'work');
  await mkdir(work, { recursive: true });
  await writeFile(join(work, 'CMakeLists.txt'), PROJECT);
  const define = [...flags, `WHISPER_SOURCE=${source.folder.replaceAll('\\', '/')}`].map((each) => `-D${each}`);
  await runTool(['-S', work, '-B', join(work, 'build'), ...define], { signal });
  await runTool(['--build', join(work, 'build'), '--target', 'whisper-cli', '--config', 'Release', '--parallel', String(availableParallelism())], { signal, onProgress });
  const built = await findProgram(join(work, 'build'));
  await copyFile(built, join(target, `${PROGRAM}.part`));
  await rename(join(target, `${PROGRAM}.part`), join(target, PROGRAM));
  const version = await askVersion(join(target, PROGRAM));
  await writeFile(join(target, 'record.json'), `${JSON.stringify({ package: source.version, source: sourceHash, flags, version, built: Math.round(Date.now() / 1000) }, null, 2)}\n`);
  await rm(work, { recursive: true, force: true });
  return (await readBuilt(target))!;
}

async function runTool(args: readonly string[], { signal, onProgress }: Pick<BuildOptions, 'signal' | 'onProgress'>): Promise<void> {
  await using program = await startProgram('cmake', args, { signal, gentle: true });
  const lines: string[] = [];
  for await (const line of program.lines) {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    const share = toShare(line);
    if (share !== undefined) onProgress?.(share);
  }
  const status = await program.exited;
  signal?.throwIfAborted();
  if (status === 0) return;
  const complaint = lines.find((line) => /error[: ]/i.test(line)) ?? lines.at(-1) ?? 'nothing was said';
  throw new RecogniserError('BUILD_FAILED', { thing: 'whisper.cpp', detail: `cmake ended with status ${status}: ${complaint.trim().replace(/[.\s]+$/, '')}` });
}

/** `[ 42%] Building …` of make, `[12/200] Building …` of ninja. */
function toShare(line: string): number | undefined {
  const [, percent, done, all] = /^\[(?: *(\d+)%|(\d+)\/(\d+))\]/.exec(line) ?? [];
  if (percent !== undefined) return Number(percent) / 100;
  return done === undefined ? undefined : Number(done) / Number(all);
}

async function findProgram(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = files.find((entry) => entry.isFile() && entry.name === PROGRAM);
  if (found === undefined) throw new RecogniserError('BUILD_FAILED', { thing: 'whisper.cpp', detail: `cmake made no ${PROGRAM}` });
  return join(found.parentPath, found.name);
}

async function askVersion(path: string): Promise<string> {
  await using program = await startProgram(path, ['--version']);
  const [line = ''] = await Array.fromAsync(program.lines);
  if ((await program.exited) === 0) return line.replace('whisper.cpp version: ', '');
  throw new RecogniserError('BUILD_FAILED', { thing: path, detail: 'the program that was built does not run here' });
}
