import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chSimsV2 } from '../../../datasets/ch-sims/ch-sims-v2.ts';
import { chSims } from '../../../datasets/ch-sims/ch-sims.ts';
import { cmuMosei } from '../../../datasets/cmu-mosei/cmu-mosei.ts';
import { cmuMosi } from '../../../datasets/cmu-mosi/cmu-mosi.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelTree, messageOf, splitsOf } from './label-tree.ts';

test.each([
  ['CMU-MOSI', cmuMosi],
  ['CMU-MOSEI', cmuMosei],
])('%s has sentiment from -3 to 3 and no emotions (trap 36)', async (_, corpus) => {
  const root = await labelTree('label.npz', 'mosi', { 'subvideo/03bSnISJMiM_1.mp4': '' });
  const dataset = await corpus.open(root);
  const clips = await clipsOf(dataset);
  expect(clips[0]).toEqual({ clip: '03bSnISJMiM_1', split: 'train', video: '03bSnISJMiM', labels: { valence: -0.8 }, media: join(root, 'subvideo/03bSnISJMiM_1.mp4') });
  expect(splitsOf(clips)).toEqual({ train: ['03bSnISJMiM_1', '03bSnISJMiM_11'], val: ['atnd_PF-Lbs_1'], test: ['k5Y_838nuGo_1'] });
  expect(clips.map(({ labels, video }) => [labels?.valence, video])).toEqual([[-0.8, '03bSnISJMiM'], [3, '03bSnISJMiM'], [-3, 'atnd_PF-Lbs'], [0, 'k5Y_838nuGo']]);
  expect([dataset.ranges, dataset.classes]).toEqual([{ valence: [-3, 3] }, undefined]);
});

test.each([
  ['CH-SIMS', chSims],
  ['CH-SIMS v2', chSimsV2],
])('%s has sentiment from -1 to 1, and labels on the scale of another corpus are refused (trap 36)', async (title, corpus) => {
  const dataset = await corpus.open(await labelTree('label.npz', 'sims', { 'video/video_0018_0004.mp4': '' }));
  expect((await clipsOf(dataset)).map(({ labels, video }) => [labels?.valence, video])).toEqual([[-1, 'video_0018'], [0, 'video_0038'], [0.4, 'video_0003']]);
  expect(dataset.ranges).toEqual({ valence: [-1, 1] });
  const other = await labelTree('label.npz', 'mosi');
  expect(await messageOf(() => corpus.open(other))).toMatch(/^BAD_VALUE .*the clip "03bSnISJMiM_11" has the valence 3, which is not within \[-1, 1\]/);
  expect(await messageOf(async () => corpus.open(await corpusTree({})))).toMatch(new RegExp(`^UNKNOWN_LAYOUT .*is no ${title}: none of label\\.npz is there; it is empty`));
});
