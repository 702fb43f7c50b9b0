import { expect, test } from 'vitest';
import { splitWords } from '../../../../extractors/text/emotion/split-words.ts';

const textsOf = (text: string) => splitWords(text).map((token) => token.text);

test.each([
  ['I like it, a lot.', ['i', 'like', 'it', ',', 'a', 'lot', '.']],
  ["Don't! I’m fine", ['dont', '!', 'im', 'fine']],
  ['sooooo HAPPYYYY', ['soo', 'happyy']],
  ['What?! No... no…', ['what', '?!', 'no', '...', 'no', '...']],
  ['Why??? Stop!!!!', ['why', '??', 'stop', '!!']],
  ['see https://a.example/b?c=1, www.d.example now', ['see', '<link>', '<link>', 'now']],
  ['[NAME] met [name]', ['<name>', 'met', 'name']],
  ['“Naïve” café', ['naïve', 'café']],
  ['今天很好', ['今', '天', '很', '好']],
  ['  \t\n', []],
])('%j is taken apart as it is read', (text, expected) => expect(textsOf(text)).toEqual(expected));

test.each([':)', ':-(', ":'(", ';)', ':D', 'XD', 'D:', '<3', '^_^', 'o_O', 'T_T', ':/', '>:(', '8)'])('%s is a picture', (emoticon) => {
  const [before, picture] = splitWords(`well ${emoticon}`);
  expect(before).toMatchObject({ text: 'well', kind: 'word' });
  expect(picture).toMatchObject({ text: emoticon.toLowerCase(), kind: 'picture', start: 5, end: 5 + emoticon.length });
});

test('figures, times and words are no emoticons', () => {
  expect(splitWords('80 at 8:30, xo Dad: ox').filter(({ kind }) => kind === 'picture')).toEqual([]);
});

test('an emoji loses its tone and what is joined to it, and stands for all of them', () => {
  const text = 'ok 🤷🏽‍♀️ ❤️!';
  expect(splitWords(text).map((token) => [token.text, text.slice(token.start, token.end)])).toEqual([['ok', 'ok'], ['🤷', '🤷🏽‍♀️'], ['❤', '❤️'], ['!', '!']]);
});

test('capitals and drawn letters are told of', () => {
  const marks = splitWords('NO Way sooo I ÄÖ coool A1').map(({ text, shouted, drawn }) => [text, shouted, drawn]);
  expect(marks).toEqual([['no', true, false], ['way', false, false], ['soo', false, true], ['i', false, false], ['äö', true, false], ['cool', false, true], ['a1', false, false]]);
});

test('every token stands where it says', () => {
  const text = "Wow… I can't BELIEVE it :) https://x.example 😂😂";
  for (const { start, end } of splitWords(text)) expect(text.slice(start, end)).toMatch(/^\S+$/);
  expect(splitWords(text).map(({ start, end }) => text.slice(start, end)).join(' ')).toBe("Wow … I can't BELIEVE it :) https://x.example 😂 😂");
});
