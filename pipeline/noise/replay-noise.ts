import { join, resolve } from 'node:path';
import { concatMap, from, mergeMap, type Observable } from 'rxjs';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { MediaError } from '../media/media-error.ts';
import { packageVersion } from '../package-version.ts';
import { hashFile } from './hash-file.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { makeNoisyClip } from './make-noisy-clip.ts';
import type { NoiseEvent } from './noise-event.ts';
import { isStopped, type NoisePlan } from './noise-job.ts';
import type { NoiseManifest } from './noise-manifest.ts';
import type { MadeClip } from './noisy-clip.ts';
import { toFailedClip } from './to-failed-clip.ts';

/** What is made again. */
export interface NoiseReplay {
  readonly manifest: NoiseManifest;
  /** Folder of the sources, where they are now. */
  readonly root: string;
  readonly plan: NoisePlan;
  readonly ffmpeg: string;
  readonly jobs: number;
}

/** Makes the clips of a manifest again from what was drawn; a source or noise file with other bytes, and a copy with other bytes, is told of. */
export async function replayNoise(replay: NoiseReplay): Promise<{ readonly events: Observable<NoiseEvent>; readonly close: () => Promise<void> }> {
  const { clips, ...header } = replay.manifest;
  const made = clips.filter((clip) => 'output' in clip);
  const ledger = await openLedger(replay.plan.out, { ...header, affekt: packageVersion(), ffmpeg: replay.ffmpeg, root: resolve(replay.root) }, { order: made.map(({ clip }) => clip), force: true });
  const events = from(made).pipe(mergeMap((clip) => makeAgain(clip, replay, ledger), replay.jobs), concatMap((each) => each));
  return { events, close: ledger.close };
}

async function makeAgain(wanted: MadeClip, { root, plan, manifest, ffmpeg }: NoiseReplay, ledger: Ledger): Promise<NoiseEvent[]> {
  if (isStopped(plan)) return [];
  const { clip, source, damage } = wanted;
  const path = join(root, source);
  try {
    await checkBytes(path, wanted.sourceSha256);
    for (const [name, sha256] of Object.entries(wanted.noiseSha256 ?? {})) if (plan.noise !== undefined) await checkBytes(join(plan.noise.folder, name), sha256);
    const entry = await makeNoisyClip({ clip, path, source, damage }, plan);
    const same = entry.sha256 === wanted.sha256 && entry.wavSha256 === wanted.wavSha256;
    const reason = manifest.ffmpeg === ffmpeg ? '' : ` It was made with ffmpeg ${manifest.ffmpeg}, and this is ${ffmpeg}.`;
    return [await ledger.add({ type: 'clip', clip, outcome: same ? 'done' : 'differs', entry, ...(same ? {} : { message: `${clip}: has other bytes than the manifest says.${reason}` }) })];
  } catch (error) {
    if (isStopped(plan)) return [];
    if (!(error instanceof MediaError || error instanceof DatasetError)) throw error;
    return [await ledger.add({ type: 'clip', clip, outcome: 'failed', entry: toFailedClip(wanted, error), message: error.message })];
  }
}

async function checkBytes(path: string, sha256: string): Promise<void> {
  const found = await hashFile(path).catch((error: unknown) => {
    throw DatasetError.from(error, path);
  });
  if (found !== sha256) throw new DatasetError('BAD_VALUE', { path, detail: `has other bytes than when the manifest was written (sha256 ${found.slice(0, 12)}…, not ${sha256.slice(0, 12)}…)`, next: 'Bring back the file as it was, or make the noise anew.' });
}
