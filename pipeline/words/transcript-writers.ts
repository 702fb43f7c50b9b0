import type { Transcript } from '../../extractors/text/transcript.ts';
import { toSentenceTable } from './to-sentence-table.ts';
import { toSrt } from './to-srt.ts';
import { toVtt } from './to-vtt.ts';

/** How transcripts are written, by the ending of the file. */
export const TRANSCRIPT_WRITERS = {
  srt: toSrt,
  vtt: toVtt,
  csv: toSentenceTable,
  json: (transcript: Transcript) => `${JSON.stringify(transcript, null, 2)}\n`,
} as const;
