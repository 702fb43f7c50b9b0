import { expect, test } from 'vitest';
import { openCorpus } from '../../datasets/open-corpus.ts';
import { corpusTree } from './corpus-tree.ts';

test.each([
  [['fer2013', {}], /fer2013: is no corpus that affekt knows; it knows .*aff-wild2.*ravdess/],
  [['toString', {}], /toString: is no corpus/],
  [['ravdess', { task: 'singing' }], /ravdess: has no task "singing"; its tasks are speech, song/],
  [['emodb', { task: 'va' }], /emodb: has no task "va"; it has no tasks to choose from\. Leave the task out/],
  [['folder', { layout: { tables: 'x' } }], /folder: has no "tables" in its layout; its keys are table, media, classes/],
] as const)('%j is refused with what there is', async ([kind, options], message) => {
  await expect(openCorpus(kind, await corpusTree([]), options)).rejects.toThrow(message);
});
