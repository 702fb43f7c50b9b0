import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildEncoder } from '../../../plugins/build-encoder/build-encoder.ts';
import { toWordpieceTokenizer } from '../../../plugins/build-encoder/to-wordpiece-tokenizer.ts';
import { readMetadata } from '../../../runtime/onnx/read-metadata.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';
import { writeTiny } from './tiny-checkpoint.ts';

const { words, cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'wordpiece.json'), 'utf8')) as { readonly words: readonly string[]; readonly cases: readonly { readonly config: object; readonly tokenizer: object }[] };

test.each(cases)('a list of words becomes the tokeniser that transformers makes of it, by $config', ({ config, tokenizer }) => {
  expect(toWordpieceTokenizer(`${words.join('\n')}\n`, config)).toEqual(tokenizer);
});

test('a list without the special tokens of BERT is none of its tokenisers', () => {
  expect(toWordpieceTokenizer('hello\nworld\n', {})).toBeUndefined();
});

test('an encoder is built with a list of words where it has no tokenizer.json', async () => {
  const folder = await temporaryFolder();
  await writeTiny('bert', folder);
  await rm(join(folder, 'tokenizer.json'));
  await expect(buildEncoder(folder, { out: join(folder, 'out') })).rejects.toThrow(/tokenizer\.json: cannot be read\. Put tokenizer\.json there/);
  await writeFile(join(folder, 'vocab.txt'), `${words.join('\n')}\n`);
  const { path } = await buildEncoder(folder, { out: join(folder, 'out') });
  expect(JSON.parse((await readMetadata(path))['affekt.tokenizer']!)).toEqual(cases[0]!.tokenizer);
});
