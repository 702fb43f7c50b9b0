import type { Clip } from '../../../datasets/clip.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { Dataset } from '../../../datasets/dataset.ts';

/**
 * Resolves with `count` clips spread evenly over a corpus, from its first to its last; or with those of the given name.
 *
 * @throws DatasetError NOT_FOUND when none has that name, with names that are like it; UNKNOWN_LAYOUT when there are no clips at all
 */
export async function chooseClips(dataset: Dataset, { name, count }: { readonly name?: string | undefined; readonly count: number }): Promise<Clip[]> {
  const clips: Clip[] = [];
  for await (const clip of dataset) clips.push(clip);
  if (clips.length === 0) throw new DatasetError('UNKNOWN_LAYOUT', { path: dataset.root, detail: 'has no clips to show' });
  if (name === undefined) return count >= clips.length ? clips : Array.from({ length: count }, (_, index) => clips[count === 1 ? 0 : Math.round((index * (clips.length - 1)) / (count - 1))]!);
  const named = clips.filter(({ clip }) => clip === name);
  if (named.length > 0) return named;
  const alike = clips.filter(({ clip }) => clip.toLowerCase().includes(name.toLowerCase())).slice(0, 5);
  const known = alike.length > 0 ? `there are ${alike.map(({ clip }) => clip).join(', ')}` : `its clips are called like ${clips[0]!.clip}`;
  throw new DatasetError('NOT_FOUND', { path: dataset.root, detail: `has no clip "${name}"; ${known}`, next: 'Name one of its clips.' });
}
