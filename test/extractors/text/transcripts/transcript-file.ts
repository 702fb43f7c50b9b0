import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTranscript } from '../../../../extractors/text/transcripts/read-transcript.ts';
import type { TranscriptOptions } from '../../../../extractors/text/transcripts/transcript-options.ts';
import type { Sentence, Transcript } from '../../../../extractors/text/transcript.ts';

/** Writes a file into a new folder and returns its path. */
export function transcriptFile(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-transcript-')), name);
  writeFileSync(path, content);
  return path;
}

/** Reads a file of this content. */
export function read(name: string, content: string | Uint8Array, options: TranscriptOptions = {}): Promise<Transcript> {
  return readTranscript(transcriptFile(name, content), options);
}

/** Returns sentences as `[start, end, text]`, with the speaker where there is one. */
export function rows({ sentences }: { readonly sentences: readonly Sentence[] }): unknown[][] {
  return sentences.map(({ start, end, text, speaker }) => [start, end, text, ...(speaker === undefined ? [] : [speaker])]);
}
