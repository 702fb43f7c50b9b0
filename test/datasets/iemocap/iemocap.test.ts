import { join } from 'node:path';
import { expect, test } from 'vitest';
import { iemocap } from '../../../datasets/iemocap/iemocap.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelsOf, labelTree, messageOf } from '../merbench/label-tree.ts';

test('an utterance tells its session, which is its fold, its dialogue and who of the two speaks', async () => {
  const root = await labelTree('label_6way.npz', 'iemocap six', { 'subvideo-tgt/Ses01F_impro01_F000.avi': '', 'subaudio/Ses01F_impro01_F000.wav': '' });
  const dataset = await iemocap.open(root);
  const clips = await clipsOf(dataset);
  expect(clips[0]).toEqual({ clip: 'Ses01F_impro01_F000', speaker: 'Ses01F', video: 'Ses01F_impro01', fold: 'Ses01', labels: { expression: 2 }, media: join(root, 'subvideo-tgt/Ses01F_impro01_F000.avi') });
  expect(clips.map(({ speaker, fold }) => [speaker, fold])).toEqual([['Ses01F', 'Ses01'], ['Ses01M', 'Ses01'], ['Ses05F', 'Ses05']]);
  expect(clips.map(({ labels }) => dataset.classes![labels!.expression!])).toEqual(['neutral', 'frustrated', 'excited']);
});

test('among four classes the excited are happy', async () => {
  const dataset = await iemocap.open(await labelTree('label_4way.npz', 'iemocap four'), { task: 'four' });
  expect(labelsOf(await clipsOf(dataset))).toEqual({ Ses01F_impro01_F000: { expression: 2 }, Ses05M_script01_1b_F012: { expression: 0 } });
  expect(dataset.classes).toEqual(['happy', 'sad', 'neutral', 'angry']);
});

test('the sum of the published classes is the published number of clips', () => {
  for (const task of iemocap.tasks) {
    const counts = iemocap.published.filter((each) => each.task === task);
    const [whole, ...classes] = counts.map(({ count }) => count);
    expect(classes.reduce((sum, count) => sum + count, 0)).toBe(whole);
  }
});

test('two different sentences of one utterance are told', async () => {
  const dataset = await iemocap.open(await labelTree('label_6way.npz', 'iemocap six', { 'transcription.csv': 'name,english\nSes01F_impro01_F000,one\nSes01F_impro01_F000,two\nother,a\nother,b\n' }));
  expect((await clipsOf(dataset))[0]!.texts).toEqual({ english: 'one' });
  expect(dataset.warnings).toContain('Clips with different sentences in two rows of transcription.csv keep the first: "Ses01F_impro01_F000".');
});

test('the original release is refused with what was looked for', async () => {
  expect(await messageOf(async () => iemocap.open(await corpusTree({ 'Session1/dialog/x.txt': '' })))).toMatch(/^UNKNOWN_LAYOUT .*is no IEMOCAP: none of label_6way\.npz is there; it holds "Session1"/);
});
