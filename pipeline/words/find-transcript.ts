import { openTranscripts, type FoundTranscript } from './open-transcripts.ts';
import type { TranscriptOptions } from '../../extractors/text/transcripts/transcript-options.ts';

/**
 * Resolves with the transcript of one clip: beside it, or in `from`, a folder, a table of clips or a file; `undefined` where there is none. For many clips,
 * `openTranscripts` reads listings and tables once.
 *
 * @throws TranscriptError when `from` is not there or cannot be read
 */
export async function findTranscript(clip: string, { from, ...options }: Omit<TranscriptOptions, 'clip'> & { readonly from?: string } = {}): Promise<FoundTranscript | undefined> {
  return (await openTranscripts(from, options)).find(clip);
}
