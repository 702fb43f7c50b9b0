import { expect, test } from 'vitest';
import { encodeTranscript } from '../../../../extractors/text/encoders/encode-transcript.ts';
import { packSentences } from '../../../../extractors/text/encoders/pack-sentences.ts';
import { wordEncoder } from './word-encoder.ts';

const said = (text: string, start: number, end: number) => ({ text, start, end });

test('sentences are one text as long as the net takes it, and begin another when it would be cut', () => {
  const sentences = [said('aa bb cc dd', 0, 1), said('ee ff gg hh ii jj', 1, 2), said('kk', 2, 3), said('0123456789 0123456789 0', 3, 4), said('ll', 4, 5)];
  const passages = packSentences(sentences, wordEncoder());
  expect(passages.map(({ text }) => text)).toEqual(['aa bb cc dd ee ff gg hh ii jj', 'kk', '0123456789 0123456789 0', 'll']);
  expect(passages[0]!.words.map(({ from, to }) => passages[0]!.text.slice(from, to)).join()).toBe('aa,bb,cc,dd,ee,ff,gg,hh,ii,jj');
  expect(passages[0]!.words[4]).toMatchObject({ start: 1, isEstimated: true });
});

test('Chinese and Japanese sentences are joined by nothing, others by a space', () => {
  const join = (...texts: string[]) => packSentences(texts.map((text) => said(text, 0, 1)), wordEncoder())[0]!.text;
  expect([join('你好。', '走！'), join('はい', '𠮷'), join('ok', '好'), join('好', 'ok')]).toEqual(['你好。走！', 'はい 𠮷', 'ok 好', '好 ok'].map((text) => text.replace('はい ', 'はい')));
});

test('a word gets the mean of its tokens, and marks behind it are among them', async () => {
  const encoded = await encodeTranscript(wordEncoder(), { sentences: [{ ...said('Hello, you', 1, 3), words: [{ text: 'Hello', start: 1, end: 2 }, { text: 'you', start: 2.5, end: 3 }] }] });
  expect(encoded!.tokens).toEqual(['He', 'll', 'o', ',', 'yo', 'u']);
  expect(encoded!.words).toEqual([
    { start: 1, end: 2, isEstimated: false, values: Float32Array.of(2.5, 1.5) },
    { start: 2.5, end: 3, isEstimated: false, values: Float32Array.of(5.5, 1.5) },
  ]);
  expect(encoded!.timeNotes).toEqual([]);
});

test('a token before the first word goes with it', async () => {
  const encoded = await encodeTranscript(wordEncoder(), { sentences: [{ ...said('“Hey', 0, 1), words: [{ text: 'Hey', start: 0, end: 1 }] }] });
  expect(encoded!.words).toMatchObject([{ values: Float32Array.of(2, (1 + 2 + 1) / 3) }]);
});

test('all tokens of all texts are there in order, and notes tell what was cut or estimated', async () => {
  const texts: string[] = [];
  const encoded = await encodeTranscript(wordEncoder(texts), { sentences: [said('aaaa '.repeat(6).trim(), 0, 6), said('bb', 7, 8)] });
  expect(texts).toHaveLength(2);
  expect(encoded!.tokens).toHaveLength(11);
  expect(encoded!.values.slice(-4)).toEqual(Float32Array.of(10, 2, 1, 2));
  expect(encoded!.words.map(({ start, end }) => [start, end])).toEqual([[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [7, 8]]); // The sixth was cut
  expect([encoded!.notes, encoded!.timeNotes]).toEqual([['2 cut'], ['When 6 of 6 words are said is estimated from the times of their sentences.']]);
});

test('where nothing is said there is nothing', async () => {
  expect(await encodeTranscript(wordEncoder(), { sentences: [] })).toBeUndefined();
  expect(await encodeTranscript(wordEncoder(), { sentences: [said('\u200b', 0, 1)] })).toMatchObject({ tokens: ['\u200b'] });
});
