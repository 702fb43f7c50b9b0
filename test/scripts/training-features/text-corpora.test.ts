import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TEXT_CORPORA } from '../../../scripts/training-features/text-corpora.ts';

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

test('comments of GoEmotions with more than one label are left out', async () => {
  const folder = await folderOf({ 'labels.txt': 'anger\njoy\n', 'train.tsv': 'hey "you\t0\ta1\nboth\t0,1\ta2\n', 'dev.tsv': 'nice\t1\tb1\n' });
  expect(await TEXT_CORPORA.goemotions(folder)).toEqual([
    { clip: 'a1', text: 'hey "you', split: 'train', facts: { expression: 'anger' } },
    { clip: 'b1', text: 'nice', split: 'val', facts: { expression: 'joy' } },
  ]);
});

test('dialogues of MELD with the same number in two splits stay two', async () => {
  const table = (text: string) => `Utterance,Speaker,Emotion,Dialogue_ID,Utterance_ID\n"${text}",Ross,joy,0,3\n`;
  const texts = await TEXT_CORPORA.meld(await folderOf({ 'train_sent_emo.csv': table('a, b'), 'dev_sent_emo.csv': table('c') }));
  expect(texts.map(({ clip, text, facts }) => [clip, text, facts.video])).toEqual([['train-dialogue-0-utterance-3', 'a, b', 'train-dialogue-0'], ['val-dialogue-0-utterance-3', 'c', 'val-dialogue-0']]);
});

test('ratings of EmoBank from 1 to 5 become −1 to 1', async () => {
  const folder = await folderOf({ 'emobank_train_dev.csv': "id,split,V,A,D,text\nblog-new year's_1,dev,1,4.5,3,Well\n" });
  expect(await TEXT_CORPORA.emobank(folder)).toEqual([{ clip: 'blog-new-year-s_1', text: 'Well', split: 'val', facts: { valence: '-1', arousal: '0.75' } }]);
});
