import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecogniserError } from '../recogniser-error.ts';
import { PIECE_RATE, type RecognisedPiece, type SpeechPiece } from '../transcriber.ts';
import { readCliOutput } from './read-cli-output.ts';
import { startProgram, type Program, type ProgramOptions } from './start-program.ts';
import { toWav } from './to-wav.ts';

/** How whisper-cli is run. */
export interface CliOptions {
  /** The program. */
  readonly program: string;
  /** Path of the ggml file. */
  readonly model: string;
  /** Code of Whisper; without it each piece is asked for its language. */
  readonly language?: string | undefined;
  readonly threads: number;
  /** Variables of the program; by default those of this process. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

const KEPT_LINES = 40;

/**
 * Yields what one run of whisper-cli hears in each of some pieces, each as soon as it is written. They are WAV files in a folder of our own, which is gone afterwards.
 *
 * @throws RecogniserError NOT_BUILT when there is no such program; FAILED with what it complained of
 */
export async function* runWhisperCli(pieces: readonly SpeechPiece[], options: CliOptions): AsyncGenerator<RecognisedPiece> {
  const { program, signal, variables } = options;
  const folder = await mkdtemp(join(tmpdir(), 'affekt-speech-'));
  try {
    for (const [i, { samples }] of pieces.entries()) await writeFile(join(folder, `${i}.wav`), toWav(samples));
    await using running = await start(toArguments(pieces.length, options), { program, folder, signal, variables: variables && withPatience(variables) });
    yield* collect(running, pieces, { ...options, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Threads that wait for others sleep rather than spin: where processors are shared that takes a fifth of the time. */
function withPatience(variables: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return { OMP_WAIT_POLICY: 'passive', ...variables };
}

async function start(args: readonly string[], { program, signal, ...more }: ProgramOptions & { readonly program: string }): Promise<Program> {
  return startProgram(program, args, { signal, ...more }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new RecogniserError('NOT_BUILT', { thing: program, detail: `cannot be started (${cause instanceof Error ? cause.message : String(cause)})`, cause });
  });
}

/** Names of files are relative to the folder that it runs in. Greedy decoding with whisper.cpp's own fall-backs: beams take five times as long. */
function toArguments(count: number, { model, language = 'auto', threads }: CliOptions): string[] {
  const files = Array.from({ length: count }, (_, i) => ['-f', `${i}.wav`, '-of', String(i)]).flat();
  return ['-m', model, '-l', language, '-t', String(threads), '-bs', '1', '-bo', '1', '-ojf', ...files];
}

/** whisper-cli says that it saves a file before it writes it: the one before is whole then. */
async function* collect(running: Program, pieces: readonly SpeechPiece[], { folder, program, signal }: CliOptions & { readonly folder: string }): AsyncGenerator<RecognisedPiece> {
  const lines: string[] = [];
  let [announced, delivered] = [0, 0];
  for await (const line of running.lines) {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    if (!line.includes('saving output to')) continue;
    announced += 1;
    for (; delivered < announced - 1; delivered++) yield await readPiece(folder, delivered, pieces[delivered]!);
  }
  signal?.throwIfAborted();
  const status = await running.exited;
  if (status !== 0 || announced < pieces.length) throw toFailure(program, status, lines);
  for (; delivered < pieces.length; delivered++) yield await readPiece(folder, delivered, pieces[delivered]!);
}

async function readPiece(folder: string, index: number, { start, samples }: SpeechPiece): Promise<RecognisedPiece> {
  const duration = samples.length / PIECE_RATE;
  const { language, sentences } = readCliOutput(await readFile(join(folder, `${index}.json`)), duration);
  const shift = (seconds: number) => Math.round((seconds + start) * 1000) / 1000;
  const moved = sentences.map((sentence) => ({
    ...sentence,
    start: shift(sentence.start),
    end: shift(sentence.end),
    ...(sentence.words !== undefined && { words: sentence.words.map((word) => ({ ...word, start: shift(word.start), end: shift(word.end) })) }),
  }));
  return { start, end: start + duration, language, sentences: moved };
}

function toFailure(program: string, status: number | string, lines: readonly string[]): RecogniserError {
  const complaint = lines.findLast((line) => /error|fail|invalid|abort/i.test(line)) ?? lines.at(-1) ?? 'it says nothing';
  return new RecogniserError('FAILED', { thing: program, detail: `it ended with status ${status}: ${complaint.replace(/^error: /, '').replace(/[.\s]+$/, '')}` });
}
