import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTranscripts } from '../../../datasets/merbench/read-transcripts.ts';
import { corpusTree } from '../corpus-tree.ts';

const read = async (content: string) => readTranscripts(join(await corpusTree({ 't.csv': content }), 't.csv'));

test.each([
  ['name,sentence\na,好\n', { chinese: '好' }],
  ['name,chinese\na,好\n', { chinese: '好' }],
  ['name,english\na,good\n', { english: 'good' }],
  ['english,name,chinese\n"good, yes",a,好\n', { chinese: '好', english: 'good, yes' }],
  ['name,chinese,english\na,,good\n', { english: 'good' }],
])('sentences are read by language from %j', async (content, texts) => {
  expect((await read(content)).texts.get('a')).toEqual(texts);
});

test('of two rows of a clip the first counts, and it is told when they differ', async () => {
  const { texts, contradicted } = await read('name,english\na,one\na,two\nb,same\nb,same\n');
  expect([texts.get('a'), [...contradicted]]).toEqual([{ english: 'one' }, ['a']]);
});

test('a table without a known column, or without names, is refused', async () => {
  await expect(read('name,text\na,x\n')).rejects.toThrow(/none of the columns "chinese", "english" and "sentence"/);
  await expect(read('id,chinese\na,x\n')).rejects.toThrow(/no column "name"/);
});
