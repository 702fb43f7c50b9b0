import { expect, test } from 'vitest';
import { splitAtTimes } from '../../../../../extractors/text/recognisers/whisper-onnx/split-at-times.ts';

/** Tokens 0 to 9 are text, 10 is the end, from 100 on they are times. */
const ni = Buffer.from('你');
const texts = new Map<number, Uint8Array>([[0, Buffer.from(' Hello')], [1, Buffer.from(' there.')], [2, ni.subarray(0, 2)], [3, ni.subarray(2)]]);
const net = { texts, tokens: { start: 11, end: 10, languages: new Map(), noSpeech: 98, noTimes: 99, times: 100, suppressed: [], suppressedFirst: [], latestStart: 50 } };
const at = (seconds: number) => 100 + Math.round(seconds / 0.02);

test('a sentence stands between two times, the next one begins where the last one has ended', () => {
  const ids = [at(0.2), 0, 1, at(1), at(1), 1, at(1.5)];
  expect(splitAtTimes(ids, 2, net)).toEqual({ sentences: [{ start: 0.2, end: 1, text: 'Hello there.' }, { start: 1, end: 1.5, text: 'there.' }], end: 2 });
});

test('two times at the end say that something was to come', () => {
  expect(splitAtTimes([at(0), 0, at(1.2), at(1.2)], 2, net)).toEqual({ sentences: [{ start: 0, end: 1.2, text: 'Hello' }], end: 1.2 });
});

test('without a time at its end a sentence ends with the sound', () => {
  expect(splitAtTimes([at(0.5), 0], 2, net).sentences).toEqual([{ start: 0.5, end: 2, text: 'Hello' }]);
});

test('a character that is parted among tokens is one', () => {
  expect(splitAtTimes([at(0), 2, 3, at(1)], 2, net).sentences[0]!.text).toBe('你');
  expect(splitAtTimes([at(0), 2, at(1)], 2, net).sentences).toEqual([]);
});

test('what is said after the end of the sound is left out', () => {
  expect(splitAtTimes([at(0), 0, at(1), at(2.2), 1, at(3)], 2, net).sentences).toHaveLength(1);
  expect(splitAtTimes([at(1), 0, at(5)], 2, net).sentences).toEqual([{ start: 1, end: 2, text: 'Hello' }]);
});

test('nothing said is no sentence', () => {
  expect(splitAtTimes([], 2, net)).toEqual({ sentences: [], end: 2 });
});
