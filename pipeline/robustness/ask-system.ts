import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { hashFile } from '../noise/hash-file.ts';
import { makeNoisyClip } from '../noise/make-noisy-clip.ts';
import type { NoiseLibrary } from '../noise/noise-library.ts';
import { answerCache } from './answer-cache.ts';
import { toDamage, type GridPoint } from './grid.ts';
import type { AnsweredClip, RobustnessClip } from './robustness-clip.ts';
import type { System, SystemAnswer } from './system.ts';

/** What is asked of a system. */
export interface Survey {
  readonly system: System;
  readonly points: readonly GridPoint[];
  readonly clips: readonly RobustnessClip[];
  readonly seed: number;
  /** Absent: noise is white. */
  readonly noise?: NoiseLibrary | undefined;
  /** Where answers are kept and damaged clips lie while they are looked at. */
  readonly out: string;
  readonly tools: MediaTools;
  readonly signal: AbortSignal;
}

/** What happens to one clip. */
export type SurveyEvent = { readonly type: 'answered'; readonly clip: AnsweredClip } | { readonly type: 'failed'; readonly clip: RobustnessClip; readonly message: string };

/**
 * Yields every clip with the answers of a system at all points of the grid. Noise of one clip is the same piece at every level, so that points differ
 * by nothing else; damaged clips are kept without loss of sound. A clip that fails at one point is left out of all.
 *
 * @throws the signal's reason; answers so far are kept
 */
export async function* askSystem(survey: Survey): AsyncGenerator<SurveyEvent> {
  const cache = answerCache(join(survey.out, 'answers'));
  for (const clip of survey.clips) {
    try {
      const sha256 = await hashFile(clip.path).catch((cause: unknown) => {
        throw new MediaError('NOT_FOUND', { path: clip.path, detail: 'cannot be read', cause });
      });
      const answers: SystemAnswer[] = [];
      for (const point of survey.points) answers.push(await cache.get(keyOf(clip, point, { survey, sha256 }), () => ask(clip, point, survey)));
      yield { type: 'answered', clip: { ...clip, answers } };
    } catch (error) {
      survey.signal.throwIfAborted();
      if (!(error instanceof MediaError)) throw error;
      yield { type: 'failed', clip, message: error.message };
    }
  }
}

function keyOf({ clip }: RobustnessClip, point: GridPoint, { survey: { system, seed, noise }, sha256 }: { readonly survey: Survey; readonly sha256: string }): unknown {
  const damage = toDamage(point, noise !== undefined);
  return { system: system.key, sha256, damage, ...(damage.sound && { clip, seed, noise: noise?.names }) };
}

async function ask({ clip, path }: RobustnessClip, point: GridPoint, { system, seed, noise, out, tools, signal }: Survey): Promise<SystemAnswer> {
  const folder = join(out, '.damaged');
  try {
    const made = await makeNoisyClip({ clip, stem: 'clip', path, source: clip, damage: toDamage(point, noise !== undefined) }, { seed, codec: 'h264', wav: false, exactSound: true, noise, out: folder, tools, signal });
    return await system.predict({ name: clip, path: join(folder, made.output) }, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
