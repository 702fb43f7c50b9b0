import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clip } from '../../../datasets/clip.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import golden from './golden/labels.json' with { type: 'json' };

/** Makes a folder with these files, and an archive of labels that numpy made. */
export async function labelTree(file: string, archive: keyof typeof golden, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await corpusTree({ ...files, [file]: '' });
  await writeFile(join(root, file), Buffer.from(golden[archive], 'base64'));
  return root;
}

/** Code and message of the error that opening a corpus, or reading all of it, ends with. */
export async function messageOf(open: () => Promise<Dataset>): Promise<string> {
  try {
    await clipsOf(await open());
  } catch (error) {
    if (error instanceof DatasetError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'read';
}

/** What is said of each clip, by name. */
export function labelsOf(clips: readonly Clip[]): Record<string, Clip['labels']> {
  return Object.fromEntries(clips.map(({ clip, labels }) => [clip, labels]));
}

/** Names of the clips of each split, in their order. */
export function splitsOf(clips: readonly Clip[]): Record<string, string[]> {
  const splits: Record<string, string[]> = {};
  for (const { clip, split = '' } of clips) (splits[split] ??= []).push(clip);
  return splits;
}
