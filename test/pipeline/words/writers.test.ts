import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Sentence, Transcript } from '../../../extractors/text/transcript.ts';
import { readTranscript } from '../../../extractors/text/transcripts/read-transcript.ts';
import { describeTranscript } from '../../../pipeline/words/describe-transcript.ts';
import { toSentenceTable } from '../../../pipeline/words/to-sentence-table.ts';
import { toSrt } from '../../../pipeline/words/to-srt.ts';
import { toVtt } from '../../../pipeline/words/to-vtt.ts';

const transcript = (sentences: readonly Sentence[]): Transcript => ({ sentences, source: { kind: 'file', id: 'x.srt', sha256: '' }, notes: [] });

const SENTENCES: readonly Sentence[] = [
  { start: 0.25, end: 2, text: 'Hello, <b>you</b> & "me"', speaker: 'Ann > Bob & Co', words: [{ text: 'Hello,', start: 0.25, end: 0.75 }, { text: '<b>you</b>', start: 1, end: 1.5 }, { text: '&', start: 1.5, end: 1.6 }, { text: '"me"', start: 1.6, end: 2 }] },
  { start: 1.5, end: 3, text: '1984' },
  { start: 3.001, end: 3661.999, text: '&amp; 你好 --> a < b', speaker: '张三' },
  { start: 4000, end: 4001, text: 'so so', words: [{ text: 'so', start: 4000.25, end: 4000.5 }, { text: 'so', start: 4000.5, end: 4000.75 }] },
];

async function again(name: string, content: string): Promise<readonly Sentence[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-writers-')), name);
  writeFileSync(path, content);
  return (await readTranscript(path)).sentences;
}

const withoutWords = SENTENCES.map(({ start, end, text, speaker }): Sentence => ({ start, end, text, ...(speaker !== undefined && { speaker }) }));

test('WebVTT comes back as it went, words and speakers too', async () => {
  expect(await again('a.vtt', toVtt(transcript(SENTENCES)))).toEqual(SENTENCES);
});

test('JSON comes back as it went', async () => {
  expect(await again('a.json', JSON.stringify(transcript(SENTENCES)))).toEqual(SENTENCES);
});

test('SubRip comes back as it went, but for the times of words', async () => {
  expect(await again('a.srt', toSrt(transcript(SENTENCES)))).toEqual(withoutWords);
});

test('CSV comes back as it went, but for the times of words', async () => {
  const plain = withoutWords.map((sentence, index) => (index === 0 ? { ...sentence, text: 'Hello, "you"' } : index === 2 ? { ...sentence, text: '你好' } : sentence)); // HTML is taken off tables
  expect(await again('a.csv', toSentenceTable(transcript(plain)))).toEqual(plain);
});

test('SubRip is what players expect', () => {
  expect(toSrt(transcript(SENTENCES.slice(0, 2)))).toBe('1\n00:00:00,250 --> 00:00:02,000\n[Ann > Bob & Co]: Hello, &lt;b>you&lt;/b> & "me"\n\n2\n00:00:01,500 --> 00:00:03,000\n1984\n\n');
});

test('WebVTT is what the standard has', () => {
  expect(toVtt({ ...transcript([SENTENCES[0]!]), language: 'en' })).toBe(
    'WEBVTT\nLanguage: en\n\n00:00:00.250 --> 00:00:02.000\n<v Ann &gt; Bob &amp; Co>Hello,<00:00:00.750> <00:00:01.000>&lt;b&gt;you&lt;/b&gt; <00:00:01.500>&amp; <00:00:01.600>"me"\n\n',
  );
});

test('a sentence below a millisecond lasts one', () => {
  expect(toSrt(transcript([{ start: 1, end: 1.0002, text: 'a' }]))).toContain('00:00:01,000 --> 00:00:01,001');
});

test('times are rounded without a second of 1000 milliseconds', () => {
  expect(toSrt(transcript([{ start: 59.9996, end: 61, text: 'a' }]))).toContain('00:01:00,000 --> 00:01:01,000');
});

test('a word that the text does not have is left out of WebVTT', () => {
  expect(toVtt(transcript([{ start: 0, end: 2, text: 'a c', words: [{ text: 'a', start: 0, end: 1 }, { text: 'b', start: 1, end: 1 }, { text: 'c', start: 1, end: 2 }] }]))).toContain('\na <00:00:01.000>c\n');
});

test('a word after the end of its sentence gets no time', () => {
  expect(toVtt(transcript([{ start: 0, end: 1, text: 'a b', words: [{ text: 'a', start: 0, end: 1 }, { text: 'b', start: 1.5, end: 2 }] }]))).toContain('\na<00:00:01.000> b\n');
});

test('a transcript for people counts and lines up', () => {
  expect(describeTranscript({ ...transcript(SENTENCES.slice(0, 2)), language: 'en' })).toBe(
    'x.srt: 2 sentences, 3.3 s of speech, 1 speaker, 4 words with times, language en\n' +
      'start         end           speaker         text\n' +
      '00:00:00.250  00:00:02.000  Ann > Bob & Co  Hello, <b>you</b> & "me"\n' +
      '00:00:01.500  00:00:03.000                  1984\n',
  );
  expect(describeTranscript(transcript([]))).toBe('x.srt: 0 sentences\n');
});
