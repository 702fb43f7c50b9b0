import { expect, test } from 'vitest';
import { fromWhisperLanguage, toWhisperLanguage, WHISPER_LANGUAGES } from '../../../../extractors/text/recognisers/whisper-language.ts';

test('Whisper knows a hundred languages', () => {
  expect(new Set(WHISPER_LANGUAGES).size).toBe(100);
});

test.each([['en', 'en'], ['zh-Hans-CN', 'zh'], ['ZH_tw', 'zh'], ['zh-yue', 'yue'], ['yue-HK', 'yue'], ['jv', 'jw'], ['nb-NO', 'no'], ['Chinese', 'zh'], ['german', 'de'], ['fil', 'tl'], ['haw', 'haw']])('%s is %s', (tag, code) => {
  expect(toWhisperLanguage(tag)).toBe(code);
});

test.each(['klingon', 'xx', '', '-l', 'en; rm'])('%j is refused by name', (tag) => {
  expect(() => toWhisperLanguage(tag)).toThrow(expect.objectContaining({ code: 'UNKNOWN_LANGUAGE', message: expect.stringContaining(JSON.stringify(tag)) as string }) as Error);
});

test('transcripts name Javanese as everybody does', () => {
  expect([fromWhisperLanguage('jw'), fromWhisperLanguage('de')]).toEqual(['jv', 'de']);
});
