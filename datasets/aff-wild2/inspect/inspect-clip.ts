import type { Clip, FaceCrops, FrameAnswer } from '../../clip.ts';
import { DatasetError } from '../../dataset-error.ts';
import type { Finding } from '../../finding.ts';
import type { AffWild2Folders } from '../aff-wild2-folders.ts';
import { attempt } from './attempt.ts';
import { inspectCrops } from './inspect-crops.ts';
import { inspectLength } from './inspect-length.ts';
import { toFinding } from './to-finding.ts';

/** What a clip is checked with. */
export interface ClipContext {
  readonly folders: AffWild2Folders;
  /** Its labels; `undefined` in the test set. */
  readonly answer: FrameAnswer | undefined;
  readonly countFrames?: ((path: string) => Promise<number | undefined>) | undefined;
}

/** Yields what is wrong with one clip: labels, crops, video. */
export async function* inspectClip(clip: Clip, { folders, answer, countFrames }: ClipContext): AsyncGenerator<Finding> {
  if (answer !== undefined && !hasLabel(answer)) yield { level: 'note', code: 'no-label', where: clip.clip, what: 'has no frame with a label', fix: 'Nothing: it is in no loss and no metric.' };
  yield* inspectFaces(clip, { folders, answer });
  if (clip.media !== undefined) yield* inspectVideo(clip, { folders, answer, countFrames });
  else if (folders.videos.length > 0) {
    const what = `has no ${clip.video ?? clip.clip}.mp4 or .avi in ${folders.videos.join(' or ')}`;
    yield { level: 'warning', code: 'no-video', where: clip.clip, what, fix: 'Unpack all archives of videos, or work without sound.' };
  }
}

async function* inspectFaces(clip: Clip, { folders, answer }: ClipContext): AsyncGenerator<Finding> {
  const crops = clip.crops === undefined ? undefined : await attempt<FaceCrops>(clip.crops);
  if (crops instanceof DatasetError) yield toFinding(crops);
  else if (crops !== undefined) yield* inspectCrops(crops, { clip: clip.clip, length: answer?.length ?? clip.length, answer, labelledOnly: folders.task === 'mtl' });
  else if (folders.faces.length > 0) {
    yield { level: 'error', code: 'no-crops', where: clip.clip, what: `has no folder of crops in ${folders.faces.join(' or ')}`, fix: 'Unpack all archives of crops, and spell the folder as the annotations do.' };
  }
}

async function* inspectVideo(clip: Clip, { folders, answer, countFrames }: ClipContext): AsyncGenerator<Finding> {
  const labels = answer?.length ?? clip.length;
  if (labels === undefined) return;
  const video = await countFrames?.(clip.media!);
  const finding = video === undefined ? undefined : inspectLength({ clip: clip.clip, labels, video, endsEarly: folders.task === 'mtl' });
  if (finding !== undefined) yield finding;
}

function hasLabel({ expression, valence, units }: FrameAnswer): boolean {
  return expression?.some((code) => code >= 0) === true || valence?.some((value) => !Number.isNaN(value)) === true || units?.some((unit) => unit >= 0) === true;
}
