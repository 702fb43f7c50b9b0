import { expect, test } from 'vitest';
import { findLoop } from '../../../../extractors/text/recognisers/find-loop.ts';

test('a phrase said five times in a row is a loop, four times is none', () => {
  expect(findLoop(`Well. ${'Thank you. '.repeat(5)}Bye.`)).toEqual({ phrase: 'thank you', times: 5 });
  expect(findLoop(`Well. ${'Thank you. '.repeat(4)}Bye.`)).toBeUndefined();
});

test('one word again and again is a loop of that word', () => {
  expect(findLoop('no no no no no no')).toEqual({ phrase: 'no', times: 6 });
});

test('capitals and punctuation do not matter', () => {
  expect(findLoop("I'm here, I'm here. I'M HERE! I'm here; i'm here")).toEqual({ phrase: 'im here', times: 5 });
});

test('Chinese has loops of characters', () => {
  expect(findLoop('谢谢观看，'.repeat(6))).toEqual({ phrase: '谢谢观看', times: 6 });
});

test('speech has none', () => {
  expect(findLoop('And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.')).toBeUndefined();
  expect(findLoop('')).toBeUndefined();
});
