import type { Transcript } from '../../extractors/text/transcript.ts';
import type { MediaFacts } from '../media/media-facts.ts';
import type { MediaTools } from '../media/media-tools.ts';
import type { FoundTranscript } from './open-transcripts.ts';
import { recogniseClip } from './recognise-clip.ts';
import type { TextTools } from './text-tools.ts';
import { toClipClock } from './to-clip-clock.ts';

/** Where the words of one clip come from. */
export interface WordsJob {
  readonly facts: MediaFacts;
  /** The transcript that goes with the clip; absent where there is none. */
  readonly transcript: FoundTranscript | undefined;
  readonly tools: TextTools;
  readonly media: MediaTools;
  /** File that keeps what was recognised, so that a stopped run goes on. */
  readonly ledger: string;
  readonly signal: AbortSignal;
}

/** What is said in a clip: words, or a note why there are none. */
export interface FoundWords {
  readonly transcript?: Transcript;
  /** Things a reader of the words must know, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Resolves with what is said: by the transcript that goes with the clip, else by the recogniser. Without either there are none, and a note says what to do.
 *
 * @throws TranscriptError, RecogniserError, MediaError; the signal's reason
 */
export async function findWords({ facts, transcript, tools, media, ledger, signal }: WordsJob): Promise<FoundWords> {
  if (transcript !== undefined) return noted(await transcript.read(toClipClock(facts)));
  if (facts.audio === undefined) return { notes: [] };
  if (tools.recogniser === undefined) return { notes: tools.noRecogniser === undefined ? [] : [tools.noRecogniser] };
  const { transcript: heard } = await recogniseClip(facts.path, { ...tools.recogniser, tools: media, ledger, signal });
  return noted(heard);
}

function noted(transcript: Transcript): FoundWords {
  return { transcript, notes: transcript.notes };
}
