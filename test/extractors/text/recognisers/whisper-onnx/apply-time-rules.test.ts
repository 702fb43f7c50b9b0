import { expect, test } from 'vitest';
import { applyTimeRules } from '../../../../../extractors/text/recognisers/whisper-onnx/apply-time-rules.ts';
import type { WhisperTokens } from '../../../../../extractors/text/recognisers/whisper-onnx/whisper-folder.ts';

/** Text 0 to 3, end 4, no times 5, times 6 to 15. */
const tokens: WhisperTokens = { start: 20, end: 4, languages: new Map(), noSpeech: 20, noTimes: 5, times: 6, suppressed: [1], suppressedFirst: [7], latestStart: 3 };

/** Which tokens may come next, when text is more probable than times unless told otherwise. */
function allowed(said: readonly number[], times = 0): number[] {
  const logits = Float32Array.from({ length: 16 }, (_, id) => (id < 6 ? 5 : times));
  applyTimeRules(logits, said, tokens);
  return [...logits.keys()].filter((id) => logits[id] !== -Infinity);
}

test('the first token is a time, not too late, and none that may not come first', () => {
  expect(allowed([])).toEqual([6, 8, 9]);
});

test('after the first time comes text', () => {
  expect(allowed([6])).toEqual([0, 2, 3, 4]);
});

test('after text comes text, or a time that is later than the last one', () => {
  expect(allowed([8, 0])).toEqual([0, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15]);
});

test('a time after text is followed by a time that is not before it, or by the end', () => {
  expect(allowed([6, 0, 12])).toEqual([4, 12, 13, 14, 15]);
});

test('two times are followed by text, or the end', () => {
  expect(allowed([6, 0, 12, 12])).toEqual([0, 2, 3, 4]);
});

test('where all times together are more probable than any text, a time comes', () => {
  expect(allowed([8, 0], 3.1)).toEqual([9, 10, 11, 12, 13, 14, 15]); // 7 times: 3.1 + ln 7 = 5.05
  expect(allowed([8, 0], 3)).toContain(0); // 3 + ln 7 = 4.95
});
