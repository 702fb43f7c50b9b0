import { expect, test } from 'vitest';
import { read, rows } from './transcript-file.ts';

const json = (value: unknown) => JSON.stringify(value);
const WORDS = [{ word: ' Ask', start: 0.5, end: 0.8, probability: 0.9 }, { word: ' not.', start: 0.8, end: 1.4, probability: 0.75 }];
const WHISPER = { text: ' Ask not. Why?', segments: [{ id: 0, seek: 0, start: 0.5, end: 1.5, text: ' Ask not.', tokens: [50364], temperature: 0, words: WORDS }, { id: 1, seek: 0, start: 2, end: 3, text: ' Why?' }], language: 'en' };

test('segments of Whisper are sentences, with words and how sure they are', async () => {
  const { sentences, language, notes } = await read('a.json', json(WHISPER));
  expect(sentences).toEqual([
    { start: 0.5, end: 1.5, text: 'Ask not.', words: [{ text: 'Ask', start: 0.5, end: 0.8, probability: 0.9 }, { text: 'not.', start: 0.8, end: 1.4, probability: 0.75 }] },
    { start: 2, end: 3, text: 'Why?' },
  ]);
  expect([language, notes]).toEqual(['en', []]);
});

test('times of a recogniser count from the beginning of the sound', async () => {
  const found = await read('a.json', json(WHISPER), { clip: { file: 'a.mp4', duration: 10, soundStart: 0.25 } });
  expect(rows(found)).toEqual([[0.75, 1.75, 'Ask not.'], [2.25, 3.25, 'Why?']]);
  expect(found.sentences[0]!.words![1]).toEqual({ text: 'not.', start: 1.05, end: 1.65, probability: 0.75 });
  expect(found.notes).toEqual(['Times count from the beginning of the sound, which is 0.25 s after that of the clip: so much was added.']);
});

test('WhisperX has speakers, and words that it could not align get what is between their neighbours', async () => {
  const words = [{ word: 'In', start: 1, end: 1.2, score: 0.8 }, { word: '1984' }, { word: 'yes', start: 2, end: 2.5, score: 0.6 }, { word: '7' }];
  const { sentences } = await read('a.json', json({ segments: [{ start: 1, end: 3, text: ' In 1984 yes 7', words, speaker: 'SPEAKER_00' }], word_segments: [] }));
  expect(sentences).toEqual([
    { start: 1, end: 3, text: 'In 1984 yes 7', speaker: 'SPEAKER_00', words: [{ text: 'In', start: 1, end: 1.2, probability: 0.8 }, { text: '1984', start: 1.2, end: 2 }, { text: 'yes', start: 2, end: 2.5, probability: 0.6 }, { text: '7', start: 2.5, end: 3 }] },
  ]);
});

test('words without any time are not timed', async () => {
  expect((await read('a.json', json({ segments: [{ start: 1, end: 3, text: 'a b', words: [{ word: 'a' }, { word: 'b' }] }] }))).sentences).toEqual([{ start: 1, end: 3, text: 'a b' }]);
});

test("affekt's own JSON is plain text on the clip's clock already", async () => {
  const found = await read('a.json', json({ sentences: [{ start: 1, end: 2, text: '<b> &amp;' }], language: 'en' }), { clip: { file: 'a.mp4', duration: 10, soundStart: 0.25 } });
  expect([rows(found), found.language, found.notes]).toEqual([[[1, 2, '<b> &amp;']], 'en', []]);
});

test('a bare list of segments, as people write faster-whisper out, is read', async () => {
  expect(rows(await read('a.json', json([{ start: 0, end: 1, text: ' Hi' }])))).toEqual([[0, 1, 'Hi']]);
});

test('whisper.cpp counts milliseconds, and its tokens are put together to words', async () => {
  const token = (text: string, from: number, to: number, p: number) => ({ text, timestamps: {}, offsets: { from, to }, id: 1, p });
  const tokens = [token('[_BEG_]', 0, 0, 0.9), token(' Amer', 100, 300, 0.8), token('icans', 300, 500, 0.6), token(',', 500, 520, 1), token(' ask', 600, 900, 0.5), token('[_TT_50]', 900, 900, 0.1)];
  const { sentences, language } = await read('a.json', json({ model: {}, result: { language: 'en' }, transcription: [{ timestamps: { from: '00:00:00,000', to: '00:00:01,000' }, offsets: { from: 0, to: 1000 }, text: ' Americans, ask', tokens, speaker: '1' }] }));
  expect(language).toBe('en');
  expect(sentences).toEqual([{ start: 0, end: 1, text: 'Americans, ask', speaker: 'Speaker 1', words: [{ text: 'Americans,', start: 0.1, end: 0.52, probability: expect.closeTo(0.8) }, { text: 'ask', start: 0.6, end: 0.9, probability: 0.5 }] }]);
});

test('tokens of a script without spaces are words each', async () => {
  const token = (text: string, from: number) => ({ text, offsets: { from, to: from + 100 } });
  const { sentences } = await read('a.json', json({ transcription: [{ offsets: { from: 0, to: 300 }, text: '你好吗', tokens: [token('你', 0), token('好', 100), token('吗', 200)] }] }));
  expect(sentences[0]!.words!.map(({ text }) => text)).toEqual(['你', '好', '吗']);
});

test('chunks of transformers are sentences, and the last one may be open', async () => {
  const chunks = [{ timestamp: [0, 2], text: ' Good morning.' }, { timestamp: [2, null], text: ' And bye.' }];
  expect(rows(await read('a.json', json({ text: '', chunks }), { clip: { file: 'a.wav', duration: 3.5 } }))).toEqual([[0, 2, 'Good morning.'], [2, 3.5, 'And bye.']]);
});

test('chunks of single words are put together at full stops and pauses', async () => {
  const chunk = (text: string, start: number) => ({ text, timestamp: [start, start + 0.3] });
  const { sentences } = await read('a.json', json({ chunks: [chunk(' So', 0), chunk(' what.', 0.3), chunk(' Well', 0.6), chunk(' then', 1.5)] }));
  expect(sentences.map(({ start, end, text, words }) => [start, end, text, words!.length])).toEqual([[0, 0.6, 'So what.', 2], [0.6, 0.9, 'Well', 1], [1.5, 1.8, 'then', 1]]);
});

test('what Python writes beyond JSON is read: NaN in a number, and not in a text', async () => {
  expect(rows(await read('a.json', '{"segments": [{"start": 0, "end": 1, "text": "a, NaN, \\"NaN\\"", "avg_logprob": NaN, "x": -Infinity}]}'))).toEqual([[0, 1, 'a, NaN, "NaN"']]);
});

test('HTML in a text becomes plain text, and half a character is none', async () => {
  expect(rows(await read('a.json', '{"segments": [{"start": 0, "end": 1, "text": "<i>Tom</i> &amp; Ann \\ud83d."}]}'))).toEqual([[0, 1, 'Tom & Ann \uFFFD.']]);
});

test.each([
  ['{"a": [1]}', 'is JSON without one of "transcription", "segments", "chunks", "sentences"'],
  ['[1, 2]', 'is JSON without one of'],
  ['{"segments": [', 'is no whole JSON'],
])('%j is refused', async (content, message) => {
  await expect(read('a.json', content)).rejects.toThrow(message);
});

test('segments of another shape have no good time', async () => {
  await expect(read('a.json', '{"segments": [{"start": "x", "text": "a"}, 5, null]}')).rejects.toThrow('has no sentence with a good time. 1 sentence was left out for its time: segment 1 (no time). Correct');
});
