import { lastValueFrom, of } from 'rxjs';
import type { Config } from '../../../configs/schema.ts';
import type { ClipPath } from '../../media/find-clips.ts';
import { MediaError } from '../../media/media-error.ts';
import type { MediaTools } from '../../media/media-tools.ts';
import { probe } from '../../media/probe.ts';
import { readVideo } from '../../media/read-video.ts';
import { type FaceTools, readFaces } from '../../stages/read-faces.ts';
import { inBatches } from '../../stream/in-batches.ts';
import { type FaceRows, keepFaces } from './face-rows.ts';
import type { FaceUnits } from './face-units.ts';

/** What reads the faces of clips. */
export interface FaceRowSource {
  /** What finds faces, as in an analysis. */
  readonly tools: Pick<FaceTools, 'detector' | 'mesher'>;
  readonly units: FaceUnits;
  /** Units of the last layer. */
  readonly width: number;
  readonly config: Pick<Config, 'video' | 'face' | 'runtime'>;
  readonly media: MediaTools;
  /** Faces that are kept of one clip. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/** Pictures a second, where the configuration names none: those that follow at once are much alike. */
const LOOKS = 5;

/**
 * Resolves with what the last layer of an expression model is given for the faces of a clip, found and cut out as in `affekt analyze`, and for outliers made of them where they are wanted.
 *
 * @throws MediaError when the clip has no pictures or is damaged; the signal's reason when it aborts
 */
export async function readFaceRows({ path, name }: ClipPath, { strange, ...source }: FaceRowSource & { readonly strange: boolean }): Promise<FaceRows> {
  const { tools, units, width, config: { video, face, runtime }, media, most, signal } = source;
  const facts = await probe(path, { tools: media, fps: video.imageFps, signal });
  if (facts.video === undefined) throw new MediaError('NO_VIDEO_STREAM', { path, detail: 'there are no pictures in it' });
  const reader = keepFaces(units, { clip: name, width, most, strange });
  const stage = readFaces({ ...tools, reader }, { ...face, mouth: false, clipWidth: facts.video.width });
  const entries = readVideo(facts, { fps: video.fps ?? LOOKS, maxSide: video.maxSide, pool: 2 * runtime.batch, tools: media, signal });
  for await (const batch of inBatches(entries, runtime.batch, ({ status }) => status === 'decoded')) await lastValueFrom(of(batch).pipe(stage));
  signal.throwIfAborted();
  return reader.rows();
}
