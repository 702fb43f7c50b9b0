import { join } from 'node:path';
import type { Transcript } from '../../extractors/text/transcript.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { ClipPath } from '../media/find-clips.ts';
import { MediaError } from '../media/media-error.ts';
import { recogniseClip, type RecogniseJob, type RecogniseProgress } from './recognise-clip.ts';

/** How clips are recognised, and where the words go. */
export interface RecognisePlan extends Omit<RecogniseJob, 'ledger' | 'onProgress'> {
  readonly out: string;
  /** Ending of the files: `srt`. */
  readonly format: string;
  /** Returns the file of a transcript. */
  readonly toText: (transcript: Transcript) => string;
}

/** What happens while clips are recognised. */
export type RecogniseEvent = RecogniseEnd | ({ readonly type: 'progress'; readonly clip: string } & RecogniseProgress);

/** What became of one clip. */
export interface RecogniseEnd {
  readonly type: 'clip';
  readonly clip: string;
  readonly outcome: 'done' | 'kept' | 'failed';
  /** The file that was written. */
  readonly path?: string;
  readonly sentences?: number;
  readonly language?: string;
  readonly notes?: readonly string[];
  /** What went wrong. */
  readonly message?: string;
}

/**
 * Recognises clips one after the other and tells what becomes of each. What was recognised before, by the same model from the same file, is kept: `OUT/pieces/CLIP.jsonl` holds it.
 * Resolves with the ends; after the signal of the plan has aborted with those until then.
 *
 * @throws RecogniserError or OutputError: they concern all clips
 */
export async function recogniseClips(clips: readonly ClipPath[], plan: RecognisePlan, onEvent: (event: RecogniseEvent) => void): Promise<RecogniseEnd[]> {
  const ends: RecogniseEnd[] = [];
  for (const clip of clips) {
    const end = await recognise(clip, plan, onEvent);
    if (end === undefined) break;
    ends.push(end);
    onEvent(end);
  }
  return ends;
}

async function recognise({ name, path, kind }: ClipPath, plan: RecognisePlan, onEvent: (event: RecogniseEvent) => void): Promise<RecogniseEnd | undefined> {
  const { out, format, toText, signal, ...job } = plan;
  const isStopped = () => signal.aborted;
  if (isStopped()) return undefined;
  try {
    if (kind !== 'file') throw new MediaError('NO_AUDIO_STREAM', { path, detail: 'is a folder of pictures and has no sound' });
    const onProgress = (progress: RecogniseProgress) => onEvent({ type: 'progress', clip: name, ...progress });
    const { transcript, kept } = await recogniseClip(path, { ...job, signal, ledger: join(out, 'pieces', `${name}.jsonl`), onProgress });
    const result = join(out, `${name}.${format}`);
    await writeFileAtomically(result, toText(transcript));
    const { sentences, language, notes } = transcript;
    return { type: 'clip', clip: name, outcome: kept ? 'kept' : 'done', path: result, sentences: sentences.length, ...(language !== undefined && { language }), notes };
  } catch (error) {
    if (isStopped()) return undefined;
    if (!(error instanceof MediaError)) throw error;
    return { type: 'clip', clip: name, outcome: 'failed', message: error.message };
  }
}
