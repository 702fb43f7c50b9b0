import { join } from 'node:path';
import { concatMap, from, type Observable } from 'rxjs';
import { TranscriptError } from '../../extractors/text/transcripts/transcript-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { ClipPath } from '../media/find-clips.ts';
import { MediaError } from '../media/media-error.ts';
import { extractClip, resultPath } from './extract-clip.ts';
import { openExtractionLedger, type ExtractionLedger } from './extraction-ledger.ts';
import type { ExtractionEvent, ExtractionPlan } from './extraction-plan.ts';

/**
 * Extracts features of clips one after the other; emits what became of each. What an earlier run has made from the same files is kept; trouble with one clip is an event.
 * Aborting the signal of the plan ends it after the last finished clip.
 */
export async function runExtraction(clips: readonly ClipPath[], plan: ExtractionPlan): Promise<Observable<ExtractionEvent>> {
  const { names } = plan.set[plan.level];
  const folder = join(plan.out, `${plan.name}-${plan.level === 'utt' ? 'UTT' : 'FRA'}`);
  const { provenance } = plan.set;
  const ledger = await openExtractionLedger(folder, { names, provenance, force: plan.force });
  await writeFileAtomically(join(folder, 'names.json'), `${JSON.stringify(names, null, 1)}\n`);
  if (provenance !== undefined) await writeFileAtomically(join(folder, 'provenance.json'), `${JSON.stringify(provenance, null, 2)}\n`);
  const { hop, middle } = plan.set.frame;
  if (plan.level === 'frame' && (plan.set.of === 'sound' || plan.format !== 'npy')) await writeFileAtomically(join(folder, 'timing.json'), `${JSON.stringify({ hop, offset: middle })}\n`);
  return from(clips).pipe(concatMap((clip) => extract(clip, plan, ledger)), concatMap((events) => events));
}

async function extract({ name, path, kind }: ClipPath, plan: ExtractionPlan, ledger: ExtractionLedger): Promise<ExtractionEvent[]> {
  const isStopped = () => plan.signal.aborted;
  if (isStopped()) return [];
  const result = resultPath(name, plan);
  try {
    const transcript = plan.set.of === 'words' ? await plan.transcripts?.find(path) : undefined;
    const source = transcript?.path ?? path;
    if (plan.set.of === 'sound' && kind !== 'file') throw new MediaError('NO_AUDIO_STREAM', { path, detail: 'is a folder of pictures and has no sound' });
    if (await ledger.holds(name, source, result)) return [{ type: 'clip', clip: name, outcome: 'kept', path: result }];
    await extractClip({ clip: name, path, transcript }, plan);
    await ledger.add(name, source);
    return [{ type: 'clip', clip: name, outcome: 'done', path: result }];
  } catch (error) {
    if (isStopped()) return [];
    if (!(error instanceof MediaError || error instanceof TranscriptError)) throw error;
    return [{ type: 'clip', clip: name, outcome: 'failed', message: error.message }];
  }
}
