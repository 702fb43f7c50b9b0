import { expect, test } from 'vitest';
import { openTerms, wordPlace } from '../../../../extractors/text/emotion/sentence-terms.ts';
import { splitWords } from '../../../../extractors/text/emotion/split-words.ts';
import golden from './golden/terms.json' with { type: 'json' };

const BITS = 18;
const placesOf = (text: string) => [...openTerms(BITS)(splitWords(text))];

test.each(golden)('the terms of $text lie where an independent reckoning puts them', ({ text, places }) => expect(placesOf(text)).toEqual(places));

test('each place comes once', () => {
  const places = placesOf('no no no, not now, not now');
  expect(new Set(places).size).toBe(places.length);
});

test('one sentence leaves no trace in the next', () => {
  const terms = openTerms(BITS);
  const first = [...terms(splitWords('I am glad'))];
  terms(splitWords('something else'));
  expect([...terms(splitWords('I am glad'))]).toEqual(first);
});

test('a sentence of any length has all its terms', () => {
  const text = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
  const places = new Set(placesOf(text));
  for (const word of ['word0', 'word450', 'word899']) expect(places).toContain(wordPlace(word, BITS));
});

test('a negated word has other terms than the plain one, until a mark, a turn or four words later', () => {
  const plain = wordPlace('happy', BITS);
  for (const text of ['happy', 'not sad. happy', 'not sad but happy', 'not one two three four happy']) expect(placesOf(text)).toContain(plain);
  for (const text of ['not happy', "isn't very happy", 'never have I been happy']) expect(placesOf(text)).not.toContain(plain);
});

test('emoji of one family share a term', () => {
  const shared = (a: string, b: string) => placesOf(a).filter((place) => placesOf(b).includes(place)).length;
  expect(shared('😂', '🤣')).toBe(shared('😂', '🤢') + 1);
});
