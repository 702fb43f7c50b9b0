import { readFile } from 'node:fs/promises';
import type { TextTokenizer } from '../../extractors/text/encoders/open-tokenizer.ts';
import { toTextBatches, toTextFeeds } from '../../extractors/text/encoders/text-batches.ts';
import { readTranscript } from '../../extractors/text/transcripts/read-transcript.ts';
import { TranscriptError } from '../../extractors/text/transcripts/transcript-error.ts';
import type { CalibrationRun } from '../../plugins/block-influence/calibration-run.ts';
import { openTranscripts } from '../words/open-transcripts.ts';

/** Endings of videos and sound files are many: what is no transcript by its name is a clip, with a transcript beside it. */
const TRANSCRIPT = /\.(?:srt|vtt|textgrid|eaf|json|csv|tsv)$/i;

/**
 * Resolves with the texts in files: the lines of a .txt file, the sentences of a transcript, or those of the transcript beside a clip.
 *
 * @throws TranscriptError when a file cannot be read, or a clip has no transcript
 */
export async function readTexts(paths: readonly string[]): Promise<string[]> {
  const all = await Promise.all(paths.map(async (path) => {
    if (/\.txt$/i.test(path)) return (await readLines(path)).map((line) => line.trim());
    const found = TRANSCRIPT.test(path) ? { read: () => readTranscript(path) } : await (await openTranscripts()).find(path);
    if (found === undefined) throw new TranscriptError('NOT_FOUND', { path, detail: 'has no transcript', next: 'Put one beside it, or give a .txt file with a text in each line.' });
    return (await found.read({ file: path })).sentences.map(({ text }) => text);
  }));
  return all.flat().filter((text) => text !== '');
}

async function readLines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(TranscriptError.from(error, path) as Error))).split(/\r?\n/);
}

/** How texts become runs. */
export interface TextRunOptions {
  readonly tokenizer: TextTokenizer;
  /** Most tokens of a text, special ones included. */
  readonly longest: number;
}

/** Yields runs of texts of like length together. Padding does not count. */
export function* textRuns(texts: readonly string[], { tokenizer, longest }: TextRunOptions): Generator<CalibrationRun> {
  for (const batch of toTextBatches(texts.map((text) => tokenizer.tokenise(text, longest)))) {
    const feeds = toTextFeeds(batch.map(({ text }) => text), tokenizer.padding);
    yield { feeds, mask: Array.from(feeds.attention_mask!.data, Number) };
  }
}
