import type { Clip } from '../../../datasets/clip.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { openCorpus } from '../../../datasets/open-corpus.ts';
import type { RecipeOptions, RecipeTools } from '../recipe.ts';

/** A corpus whose list of clips is known. */
export interface ListedCorpus {
  readonly dataset: Dataset;
  readonly clips: readonly Clip[];
}

/** Opens a corpus and lists its clips; labels by frame are read later, clip by clip. */
export async function listCorpus(kind: string, task: string | undefined, { root, layout }: RecipeOptions, { signal, tell }: RecipeTools): Promise<ListedCorpus> {
  const { dataset } = await openCorpus(kind, root, { layout, ...(task !== undefined && { task }) });
  const clips: Clip[] = [];
  for await (const clip of dataset) {
    signal.throwIfAborted();
    clips.push(clip);
  }
  for (const text of dataset.warnings) tell({ type: 'warning', text });
  return { dataset, clips };
}
