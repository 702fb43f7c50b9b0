import { expect, test } from 'vitest';
import { placeWords } from '../../../../extractors/text/encoders/place-words.ts';

const word = (text: string, start: number, end: number) => ({ text, start, end });

test('words of the transcript are found in the text, whatever spaces and capitals they have', () => {
  const text = 'Well, well — I know.';
  const words = [word(' well,', 1, 1.2), word('Well', 1.3, 1.5), word('I', 1.6, 1.7), word(' know.', 1.7, 2)];
  expect(placeWords({ start: 1, end: 2, text, words })).toEqual([
    { from: 0, to: 5, start: 1, end: 1.2, isEstimated: false },
    { from: 6, to: 10, start: 1.3, end: 1.5, isEstimated: false },
    { from: 13, to: 14, start: 1.6, end: 1.7, isEstimated: false },
    { from: 15, to: 20, start: 1.7, end: 2, isEstimated: false },
  ]);
});

test('a word that is not in the text is left out, and the others keep their times', () => {
  const given = placeWords({ start: 0, end: 3, text: 'İki iyi', words: [word('iki', 0, 1), word('uh', 1, 2), word('iyi', 2, 3), word(' ', 3, 3)] });
  expect(given).toEqual([{ from: 4, to: 7, start: 2, end: 3, isEstimated: false }]); // Lower case of İ is longer: words are looked for as they are
});

test('the time of a sentence is shared out by letters and digits, and said to be an estimate', () => {
  const given = placeWords({ start: 10, end: 20, text: 'Hi, my 4 cats!' });
  expect(given.map(({ from, to }) => [from, to])).toEqual([[0, 3], [4, 6], [7, 8], [9, 14]]);
  expect(given.map(({ start, end }) => [start, end].map((time) => time.toFixed(4)))).toEqual([['10.0000', '12.2222'], ['12.2222', '14.4444'], ['14.4444', '15.5556'], ['15.5556', '20.0000']]);
  expect(given.every(({ isEstimated }) => isEstimated)).toBe(true);
});

test('Chinese characters are words of their own, and marks go with the word before', () => {
  const given = placeWords({ start: 0, end: 5, text: '你好，ok 吗？！' });
  expect(given.map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 3], [3, 5], [6, 9]]);
  expect(given.map(({ start }) => start)).toEqual([0, 1, 2, 4]);
});

test('a sentence of marks only is one word with all its time', () => {
  expect(placeWords({ start: 1, end: 2, text: '?! …' })).toEqual([{ from: 0, to: 4, start: 1, end: 2, isEstimated: true }]);
});

test('words that are all unknown to the text are estimated, and so are those of an empty list', () => {
  for (const words of [[], [word('x', 0, 1)]]) expect(placeWords({ start: 0, end: 1, text: 'ab', words })).toEqual([{ from: 0, to: 2, start: 0, end: 1, isEstimated: true }]);
});
