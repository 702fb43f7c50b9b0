import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { concatMap, from, mergeMap, type Observable } from 'rxjs';
import { clipRandom } from '../../datasets/noise/clip-random.ts';
import type { NoiseRecipe } from '../../datasets/noise/noise-recipe.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { MediaError } from '../media/media-error.ts';
import { packageVersion } from '../package-version.ts';
import type { Source } from './find-sources.ts';
import { isStillThere } from './is-still-there.ts';
import { makeNoisyClip } from './make-noisy-clip.ts';
import { openLedger, type Ledger } from './ledger.ts';
import type { NoiseEvent } from './noise-event.ts';
import { isStopped, type NoisePlan } from './noise-job.ts';
import type { NoiseHeader } from './noise-manifest.ts';
import { toFailedClip } from './to-failed-clip.ts';

/** Which clips are damaged, and how. */
export interface NoiseRun {
  readonly name: string;
  readonly recipe: NoiseRecipe;
  readonly settings: Readonly<Record<string, readonly number[]>>;
  readonly root: string;
  readonly sources: readonly Source[];
  readonly plan: NoisePlan;
  readonly ffmpeg: string;
  /** Clips worked on at a time. */
  readonly jobs: number;
  /** Make again what is there. */
  readonly force: boolean;
}

/**
 * Damages clips, several at a time; emits what became of each as it ends. `noise.json` in the folder says all that was drawn. What an earlier
 * run of the same recipe, settings and seed made is kept. Trouble with one clip is an event.
 *
 * Aborting the signal of the plan ends it; what is done is in the manifest.
 *
 * @throws DatasetError when the folder holds another run; OutputError when it cannot be written
 */
export async function runNoise(run: NoiseRun): Promise<{ readonly events: Observable<NoiseEvent>; readonly close: () => Promise<void> }> {
  const ledger = await openLedger(run.plan.out, { ...toHeader(run), affekt: packageVersion(), ffmpeg: run.ffmpeg, root: resolve(run.root) }, { order: run.sources.map(({ clip }) => clip), force: run.force });
  const events = from(run.sources).pipe(mergeMap((source) => damage(source, run, ledger), run.jobs), concatMap((each) => each));
  return { events, close: ledger.close };
}

function toHeader({ name, settings, plan: { seed, codec, wav, noise } }: NoiseRun): NoiseHeader {
  const names = noise && createHash('sha256').update(noise.names.join('\n')).digest('hex');
  return { recipe: name, settings, seed, codec, wav, ...(noise && { noise: { folder: resolve(noise.folder), files: noise.names.length, names: names! } }) };
}

async function damage(source: Source, { name, recipe, settings, plan }: NoiseRun, ledger: Ledger): Promise<NoiseEvent[]> {
  if (isStopped(plan)) return [];
  const { clip } = source;
  try {
    const earlier = ledger.earlier(clip);
    if (earlier !== undefined && (await isStillThere(earlier, source.path, plan.out))) return [await ledger.add({ type: 'clip', clip, outcome: 'kept', entry: earlier })];
    const entry = await makeNoisyClip({ ...source, damage: recipe.draw(clipRandom(plan.seed, clip, name), settings) }, plan);
    return [await ledger.add({ type: 'clip', clip, outcome: 'done', entry })];
  } catch (error) {
    if (isStopped(plan)) return [];
    if (!(error instanceof MediaError || error instanceof DatasetError)) throw error;
    return [await ledger.add({ type: 'clip', clip, outcome: 'failed', entry: toFailedClip(source, error), message: error.message })];
  }
}
