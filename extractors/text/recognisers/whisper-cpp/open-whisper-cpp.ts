import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { SpeechPiece, RecognisedPiece, TranscribeOptions, Transcriber } from '../transcriber.ts';
import { inspectGgml } from './inspect-ggml.ts';
import { runWhisperCli } from './run-whisper-cli.ts';

/** What a recogniser by whisper.cpp takes. */
export interface WhisperCppOptions {
  /** The program whisper-cli. */
  readonly program: string;
  /** A ggml file that was checked: its path, the name it goes by, and its checksum. */
  readonly model: { readonly path: string; readonly id: string; readonly sha256: string };
  /** Default: as many as there are processors, at most 8. */
  readonly threads?: number | undefined;
  /** Variables of the program; by default those of this process. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
  /** Pieces that one run of the program gets: it loads the model once for all of them; default 16, 15 MB of sound. */
  readonly batch?: number | undefined;
}

/**
 * Resolves with a recogniser that runs whisper-cli. One program runs at a time for each `transcribe`, and none between them.
 *
 * @throws RecogniserError BAD_MODEL when the file is no whole ggml file of Whisper
 */
export async function openWhisperCpp({ program, model, threads = Math.min(8, availableParallelism()), batch = 16, variables }: WhisperCppOptions): Promise<Transcriber> {
  const { multilingual } = await inspectGgml(model.path);
  async function* transcribe(pieces: AsyncIterable<SpeechPiece>, { language, signal }: TranscribeOptions = {}): AsyncGenerator<RecognisedPiece> {
    const options = { program, model: resolve(model.path), language: multilingual ? language : 'en', threads, variables, signal };
    let waiting: SpeechPiece[] = [];
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      waiting.push(piece);
      if (waiting.length < batch) continue;
      yield* runWhisperCli(waiting, options);
      waiting = [];
    }
    if (waiting.length > 0) yield* runWhisperCli(waiting, options);
  }
  return {
    source: { kind: 'recogniser', id: model.id, sha256: model.sha256 },
    transcribe,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
