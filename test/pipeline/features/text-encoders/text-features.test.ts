import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFeatureFolder } from '../../../../datasets/features/open-feature-folder.ts';
import { poolRows } from '../../../../extractors/encoders/pool-rows.ts';
import { encodeTranscript } from '../../../../extractors/text/encoders/encode-transcript.ts';
import { openTextEncoder } from '../../../../extractors/text/encoders/open-text-encoder.ts';
import type { TokenEncoder } from '../../../../extractors/text/encoders/token-encoder.ts';
import type { Sentence } from '../../../../extractors/text/transcript.ts';
import { alignLinear } from '../../../../fusion/align/align-linear.ts';
import { writeEncodedNpy } from '../../../../pipeline/features/encoders/write-encoded-npy.ts';
import { extractFeatures, featureFolder } from '../../../../pipeline/features/extract-features.ts';
import type { FeatureSource } from '../../../../pipeline/features/feature-source.ts';
import { textSource } from '../../../../pipeline/features/text-encoders/text-source.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';
import { readSafetensors } from '../../../../runtime/safetensors/read-safetensors.ts';
import { tinyModel } from '../../../extractors/text/encoders/tiny-encoders.ts';
import { wordEncoder } from '../../../extractors/text/encoders/word-encoder.ts';
import { temporaryFolder } from '../../../extractors/models/temporary-folder.ts';

const SAID: readonly Sentence[] = [
  { start: 1, end: 2, text: 'Hello you', words: [{ text: 'Hello', start: 1, end: 1.5 }, { text: 'you', start: 1.5, end: 2 }] },
  { start: 6, end: 7, text: '我好高兴' },
];

let runtime: Runtime;
let tiny: TokenEncoder;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1 });
  const model = tinyModel('bert');
  tiny = await openTextEncoder({ session: await runtime.open(model.path, { name: 'tiny' }), model }, 'last-four-sum');
});
afterAll(() => runtime[Symbol.asyncDispose]());

test('a text’s mean and its tokens are read back from MERTools’ folders, where tokens have no clock', async () => {
  const folder = await temporaryFolder();
  const encoded = (await encodeTranscript(tiny, { sentences: SAID }))!;
  expect(await writeEncodedNpy(encoded, { folder, clip: 'a', level: 'UTT' })).toBe(join(folder, 'chinese-macbert-base-last4sum-UTT', 'a.npy'));
  await writeEncodedNpy(encoded, { folder, clip: 'a', level: 'FRA' });
  const [utterance, tokens] = [join(folder, 'chinese-macbert-base-last4sum-UTT'), join(folder, 'chinese-macbert-base-last4sum-FRA')];
  expect((await (await openFeatureFolder(utterance)).read('a'))!.values).toEqual(poolRows(encoded));
  expect((await readFile(join(tokens, 'a.npy'))).subarray(-64)).toEqual(Buffer.from(encoded.values.slice(-16).buffer));
  expect(existsSync(join(tokens, 'timing.json'))).toBe(false);
  expect(JSON.parse(await readFile(join(tokens, 'provenance.json'), 'utf8'))).toMatchObject({ encoder: 'chinese-macbert-base', layers: 'last-four-sum', longest: 40, specialTokens: 'left out' });
});

async function extract(sources: readonly FeatureSource[], folder: string) {
  await extractFeatures([{ clip: 'a' }, { clip: 'silent' }, { clip: 'unknown' }], sources, { folder, signal: new AbortController().signal, onTrouble: (text) => expect.fail(text) });
  return Promise.all(sources.map(async (source) => (await openFeatureFolder(featureFolder(source, folder), { readTensors: readSafetensors })).read('a')));
}

const words = (clip: { readonly clip: string }) => Promise.resolve(clip.clip === 'unknown' ? undefined : { sentences: clip.clip === 'a' ? SAID : [] });

test('our own store keeps means and rows at regular times; where nobody speaks is no row, and fusion masks it', async () => {
  const folder = await temporaryFolder();
  const options = { words, clock: { hop: 0.25, offset: 0.125 } };
  const sources = [textSource(tiny, 'utterance', options), textSource(tiny, 'frame', options)];
  const [mean, rows] = await extract(sources, folder);
  const encoded = (await encodeTranscript(tiny, { sentences: SAID }))!;
  expect(mean!.values).toEqual(poolRows(encoded));
  expect([...rows!.times]).toEqual([1.125, 1.375, 1.625, 1.875, 6.125, 6.375, 6.625, 6.875]);
  expect([rows!.values.subarray(0, 16), rows!.values.subarray(-16)]).toEqual([encoded.words[0]!.values, encoded.words.at(-1)!.values]);
  const { valid } = alignLinear(rows!, { times: Float64Array.of(0.5, 1.5, 4, 6.5, 8) });
  expect([...valid]).toEqual([0, 1, 0, 1, 0]);
});

test('a clip in which nobody speaks, or whose words are not known, has no features and no zeros', async () => {
  const folder = await temporaryFolder();
  const sources = [textSource(tiny, 'utterance', { words, clock: { hop: 1, offset: 0 } })];
  await extract(sources, folder);
  for (const clip of ['silent', 'unknown']) expect([`${clip}.none`, `${clip}.safetensors`].map((name) => existsSync(join(featureFolder(sources[0]!, folder), name)))).toEqual([true, false]);
});

test('notes on what was left out are told with the clip, and those on times only where times matter', async () => {
  const long = { sentences: [{ start: 0, end: 1, text: 'ab '.repeat(12) }] };
  for (const [level, wanted] of [['utterance', ['a: 2 cut']], ['frame', ['a: 2 cut', 'a: When 10 of 10 words are said is estimated from the times of their sentences.']]] as const) {
    const notes: string[] = [];
    await textSource(wordEncoder(), level, { words: () => Promise.resolve(long), clock: { hop: 1, offset: 0 }, onNote: (note) => notes.push(note) }).read({ clip: 'a' }, new AbortController().signal);
    expect(notes).toEqual(wanted);
  }
});

test('rows on another clock, of another level or another making lie in folders of their own (trap 23)', () => {
  const of = (level: 'utterance' | 'frame', hop: number, offset = 0) => featureFolder(textSource(wordEncoder(), level, { words, clock: { hop, offset } }), '');
  expect(of('utterance', 0.04)).toMatch(/^text-words-last-[0-9a-f]{8}-UTT$/);
  expect(of('frame', 0.04)).toMatch(/^text-words-last-[0-9a-f]{8}-25hz-FRA$/);
  expect(new Set([of('frame', 0.04), of('frame', 1 / 30), of('frame', 0.04, 0.02), of('utterance', 0.04)]).size).toBe(4);
});
