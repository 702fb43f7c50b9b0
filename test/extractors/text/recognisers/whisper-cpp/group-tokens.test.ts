import { expect, test } from 'vitest';
import { groupTokens, type Token } from '../../../../../extractors/text/recognisers/whisper-cpp/group-tokens.ts';

/** Tokens of a tenth of a second each, one after the other. */
function tokens(...texts: readonly (string | readonly number[])[]): Token[] {
  return texts.map((text, i) => ({ bytes: Buffer.from(text as string), start: i / 10, end: (i + 1) / 10, probability: 1 }));
}

const textsOf = (...args: Parameters<typeof groupTokens>) => groupTokens(...args).map(({ text }) => text);

test('a word begins where a token begins with a blank, and has the time of all its tokens', () => {
  expect(groupTokens(tokens(' Hel', 'lo', ' wor', 'ld', '.'))).toEqual([
    { text: 'Hello', start: 0, end: 0.2, probability: 1 },
    { text: 'world.', start: 0.2, end: 0.5, probability: 1 },
  ]);
});

test('the first word needs no blank', () => {
  expect(textsOf(tokens('Yes', ',', ' it', "'s"))).toEqual(['Yes,', "it's"]);
});

test('a Chinese character that is parted among tokens is one character, and each is a word', () => {
  const [ni, hao] = [Buffer.from('你'), Buffer.from('好')];
  const parted = tokens([...ni.subarray(0, 1)], [...ni.subarray(1)], [...hao.subarray(0, 2)], [...hao.subarray(2)], '，', '吗');
  expect(groupTokens(parted, 'zh').map(({ text, start, end }) => [text, start, end])).toEqual([['你', 0, 0.2], ['好，', 0.2, 0.5], ['吗', 0.5, 0.6]]);
});

test('a character of four bytes is joined, too', () => {
  const smile = Buffer.from('😀');
  expect(textsOf(tokens(' a', [...smile.subarray(0, 3)], [...smile.subarray(3)]))).toEqual(['a😀']);
});

test('without blanks a text of a language that has them is one word', () => {
  expect(textsOf(tokens('un', 'parted'), 'en')).toEqual(['unparted']);
});

test('what is left of a character that was cut is not text', () => {
  expect(textsOf(tokens(' a', [0xe4, 0xbd]))).toEqual(['a']);
  expect(textsOf(tokens([0xe4]))).toEqual([]);
});

test('a word is as sure as the geometric mean of its tokens', () => {
  const [first, second] = tokens(' sel', 'dom');
  expect(groupTokens([{ ...first!, probability: 0.9 }, { ...second!, probability: 0.4 }])[0]!.probability).toBe(0.6);
});
