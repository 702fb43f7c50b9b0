import type { Clip } from '../clip.ts';
import type { CorpusOptions } from '../corpus.ts';
import type { Dataset } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import type { AffWild2Folders } from './aff-wild2-folders.ts';
import { findFolders } from './find-folders.ts';
import { listAnnotations } from './list-annotations.ts';
import type { Annotation } from './list-annotations.ts';
import { listFaceFolders } from './list-face-folders.ts';
import { listVideos } from './list-videos.ts';
import { readCrops } from './read-crops.ts';
import { CLASSES, TASK_LAYOUTS, UNITS } from './task-layouts.ts';
import type { AffWild2Task } from './task-layouts.ts';
import { toVideoName } from './to-video-name.ts';

/** Aff-Wild2 opened for one task, with where its parts were found. */
export interface AffWild2Dataset extends Dataset {
  readonly kind: 'aff-wild2';
  readonly task: AffWild2Task;
  readonly folders: AffWild2Folders;
}

interface Material {
  readonly faces: ReadonlyMap<string, readonly string[]>;
  readonly videos: ReadonlyMap<string, readonly string[]>;
}

/**
 * Resolves with Aff-Wild2 below `root`, for the task `va` unless another is named. Its clips are videos, or people in them who share the `video`.
 *
 * @throws DatasetError what `findFolders` throws; UNKNOWN_KIND for a task that is not known
 */
export async function openAffWild2(root: string, { task = 'va', layout = {} }: CorpusOptions = {}): Promise<AffWild2Dataset> {
  if (!isTask(task)) throw new DatasetError('UNKNOWN_KIND', { path: 'aff-wild2', detail: `has no task "${task}"; its tasks are ${Object.keys(TASK_LAYOUTS).join(', ')}` });
  const folders = await findFolders(root, task, layout);
  return {
    kind: 'aff-wild2',
    root,
    task,
    ...(task !== 'va' && task !== 'au' && { classes: CLASSES }),
    ...(task !== 'va' && task !== 'expr' && { units: UNITS }),
    ...(task !== 'expr' && task !== 'au' && { ranges: { valence: [-1, 1], arousal: [-1, 1] } }),
    warnings: toWarnings(folders),
    folders,
    async *[Symbol.asyncIterator]() {
      const material = { faces: await listFaceFolders(folders.faces), videos: await listVideos(folders.videos) };
      for (const annotation of await listAnnotations(folders)) yield toClip(annotation, material);
    },
  };
}

function isTask(task: string): task is AffWild2Task {
  return Object.hasOwn(TASK_LAYOUTS, task);
}

function toWarnings({ splits, labels, faces, videos, root }: AffWild2Folders): string[] {
  return [
    ...(['train', 'validation'] as const).filter((split) => splits[split] === undefined).map((split) => `${labels} has no ${split} split.`),
    ...(faces.length === 0 ? [`${root} has no folder of crops such as cropped_aligned; name it with --layout faces=FOLDERS.`] : []),
    ...(videos.length === 0 ? [`${root} has no folder of videos (batch1, batch2, new_vids); name them with --layout videos=FOLDERS.`] : []),
  ];
}

function toClip({ key, split, frames, length }: Annotation, { faces, videos }: Material): Clip {
  const video = toVideoName(key);
  const media = (videos.get(video) ?? videos.get(key))?.[0];
  const folders = faces.get(key);
  return {
    clip: key,
    video,
    split,
    ...(media !== undefined && { media }),
    ...(folders !== undefined && { crops: () => readCrops(folders) }),
    ...(length !== undefined && { length }),
    ...(frames !== undefined && { frames }),
  };
}
