import { expect, test } from 'vitest';
import { cutSpeech } from '../../../../extractors/audio/encoders/cut-speech.ts';

const rows = { hop: 320, field: 400 };
const ten = { seconds: 10, padding: 'longer-clips' } as const;

test('a clip of up to one piece is not filled up, as in MERBench', () => {
  expect(cutSpeech(160_000, { chunk: ten, rows })).toEqual([{ start: 0, length: 160_000, size: 160_000, rows: 499, kept: 499 }]);
  expect(cutSpeech(64_000, { chunk: ten, rows })).toEqual([{ start: 0, length: 64_000, size: 64_000, rows: 199, kept: 199 }]);
});

test('the last piece of a longer clip is filled up, and keeps the rows under which all samples are sound', () => {
  expect(cutSpeech(160_720, { chunk: ten, rows }).at(-1)).toEqual({ start: 160_000, length: 720, size: 160_000, rows: 499, kept: 2 });
  expect(cutSpeech(160_719, { chunk: ten, rows }).at(-1)).toMatchObject({ kept: 1 });
});

test('a rest too short for a row is left out', () => {
  expect(cutSpeech(160_399, { chunk: ten, rows })).toHaveLength(1);
  expect(cutSpeech(160_400, { chunk: ten, rows })).toHaveLength(2);
});

test('without padding the last piece is as long as what is left', () => {
  expect(cutSpeech(500_000, { chunk: { seconds: 30, padding: 'none' }, rows }).map(({ size }) => size)).toEqual([480_000, 20_000]);
});

test('Whisper’s pieces are always 30 s, and keep the rows whose middle is sound', () => {
  const whisper = { chunk: { seconds: 30, padding: 'always' }, rows: { hop: 320, field: 1 } } as const;
  expect([1, 320, 321, 480_000].map((length) => cutSpeech(length, whisper)[0])).toMatchObject([1, 1, 2, 1500].map((kept) => ({ size: 480_000, rows: 1500, kept })));
});
