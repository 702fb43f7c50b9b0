import type { Transcript } from '../../extractors/text/transcript.ts';
import { toCsv } from '../pseudo-labels/to-csv.ts';

/** Returns the sentences of a transcript as CSV: start and end in seconds, speaker, text. */
export function toSentenceTable({ sentences }: Transcript): string {
  return toCsv(['start', 'end', 'speaker', 'text'], sentences.map(({ start, end, speaker, text }) => [start, end, speaker, text]));
}
