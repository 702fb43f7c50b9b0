import { truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readTranscript } from '../../../../extractors/text/transcripts/read-transcript.ts';
import { html } from '../../../../pipeline/report/html.ts';
import { read, rows, transcriptFile } from './transcript-file.ts';

const srt = (...spans: readonly (readonly [string, string])[]) => spans.map(([start, end], index) => `${index + 1}\n${start} --> ${end}\ntext ${index + 1}\n`).join('\n');

test('sentences come in the order of time, and those that overlap stay', async () => {
  const found = await read('a.srt', srt(['00:00:05,000', '00:00:06,000'], ['00:00:01,000', '00:00:05,500'], ['00:00:01,000', '00:00:02,000']));
  expect(rows(found)).toEqual([[1, 2, 'text 3'], [1, 5.5, 'text 2'], [5, 6, 'text 1']]);
});

test('bad times are left out, with the reason and the line', async () => {
  const found = await read('a.srt', srt(['-00:00:01,000', '00:00:01,000'], ['00:00:03,000', '00:00:02,000'], ['00:00:xx,000', '00:00:02,000'], ['00:00:02,000', '00:00:02,000'], ['00:00:01,000', '00:00:02,000']));
  expect(rows(found)).toEqual([[1, 2, 'text 5']]);
  expect(found.notes).toEqual(['4 sentences were left out for their times: line 2 (-1 s is negative), line 6 (ends at 2 s, before 3 s), line 10 (no time) and 1 more.']);
});

test('a file without any good time is refused once', async () => {
  await expect(read('a.srt', srt(['00:00:03,000', '00:00:02,000'], ['00:00:05,000', '00:00:05,000']))).rejects.toThrow(/a\.srt: has no sentence with a good time\. 2 sentences were left out for their times: line 2 \(ends at 2 s, before 3 s\), line 6 \(no length at 5 s\)\. Correct its times, or name its format if it was taken for another one\.$/);
});

test('times are stretched first and moved then', async () => {
  expect(rows(await read('a.srt', srt(['00:00:10,000', '00:00:20,000']), { scale: 25 / 24, offset: -1.5 }))).toEqual([[8.916667, 19.333333, 'text 1']]);
});

test('what is beyond the clip is left out, what crosses its ends is cut, and both are counted', async () => {
  const found = await read('a.srt', srt(['00:00:01,000', '00:00:03,000'], ['00:00:04,000', '00:00:05,000'], ['00:00:08,000', '00:00:12,500'], ['00:00:12,000', '00:00:14,000'], ['00:00:00,500', '00:00:01,500']), { clip: { file: 'a.mp4', duration: 9 }, offset: -2 });
  expect(rows(found)).toEqual([[0, 1, 'text 1'], [2, 3, 'text 2'], [6, 9, 'text 3']]);
  expect(found.notes).toEqual(['2 sentences lie outside of the clip (9 s) and were left out.', '2 sentences reach over an end of the clip (9 s) and were cut there.']);
});

test('when most lies beyond the clip, a note doubts that it is the right one', async () => {
  const { notes } = await read('a.srt', srt(['00:00:01,000', '00:00:02,000'], ['00:01:00,000', '00:01:01,000'], ['00:02:00,000', '00:02:01,000']), { clip: { file: 'a.mp4', duration: 9 } });
  expect(notes).toEqual(['2 sentences lie outside of the clip (9 s) and were left out. Is it the transcript of this clip?']);
});

test('words are moved and cut with their sentence', async () => {
  const { sentences } = await read('a.vtt', 'WEBVTT\n\n00:01.000 --> 00:05.000\na <00:02.000>b <00:04.000>c\n', { clip: { file: 'a.mp4', duration: 3.5 }, offset: 0.5 });
  expect(sentences).toEqual([{ start: 1.5, end: 3.5, text: 'a b c', words: [{ text: 'a', start: 1.5, end: 2.5 }, { text: 'b', start: 2.5, end: 3.5 }] }]);
});

test('words come in the order of time', async () => {
  const words = [{ word: 'b', start: 1, end: 2 }, { word: 'a', start: 0, end: 1 }];
  const { sentences } = await read('a.json', JSON.stringify({ segments: [{ start: 0, end: 3, text: 'a b', words }] }));
  expect(sentences[0]!.words!.map(({ text }) => text)).toEqual(['a', 'b']);
});

test('words with bad times are left out', async () => {
  const words = [{ word: 'a', start: 2, end: 1 }, { word: 'b', start: 1, end: 1 }, { word: 'c', start: -1, end: 1 }];
  const { sentences } = await read('a.json', JSON.stringify({ segments: [{ start: 0, end: 3, text: 'a b c', words }] }));
  expect(sentences[0]!.words).toEqual([{ text: 'b', start: 1, end: 1 }]);
});

test('controls and escapes of terminals never reach a text', async () => {
  const { sentences } = await read('a.csv', 'start,end,text,speaker\n0,1,"a\u001b[31mb\n\u0007c","A\u009b2J"\n');
  expect(sentences).toEqual([{ start: 0, end: 1, text: 'a [31mb c', speaker: 'A›2J' }]);
});

test.each([['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt;\n'], ['a.srt', `${srt(['00:00:01,000', '00:00:02,000'])}<img src=x onerror=alert(1)>&#60;script>alert(1)&lt;/script>\n`]])('markup in %s is no markup in the report', async (name, content) => {
  const { sentences } = await read(name, content);
  expect(sentences[0]!.text).toMatch(/<script>alert\(1\)<\/script>$/);
  expect(sentences[0]!.text).not.toContain('<img');
  expect(html`<p>${sentences[0]!.text}</p>`.markup).not.toMatch(/<(?!\/?p>)/);
});

test.each([
  ['a.srt', '<!DOCTYPE html><html><body>404</body></html>', 'is a web page. Download the transcript itself.'],
  ['a.ass', '[Script Info]\nTitle: x\n', 'is SubStation Alpha. Convert it: ffmpeg -i FILE.ass FILE.srt.'],
  ['a.rtf', '{\\rtf1 x}', 'is rich text. Save it as plain text.'],
  ['a.srt', 'Dear diary,\ntoday was fine.', 'is no transcript, in spite of its name "a.srt". Give SubRip,'],
  ['a.txt', '  \n', 'is empty. Give SubRip'],
])('%s with %j is refused', async (name, content, message) => {
  await expect(read(name, content)).rejects.toThrow(message);
});

test('content decides the format, and the name only where content does not', async () => {
  expect(rows(await read('a.txt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi\n'))).toEqual([[1, 2, 'Hi', 'Ann']]);
  expect(rows(await read('a.srt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi\n'))).toEqual([[1, 2, 'Hi', 'Ann']]);
  expect(rows(await read('a.csv', 'text,start,end\n0:00 --> 0:01,0,1\n'))).toEqual([[0, 1, '0:00 --> 0:01']]);
});

test('a format that is named is the one that is read', async () => {
  expect(rows(await read('a.txt', 'start,end,text\n0,1,Hi\n', { format: 'table' }))).toEqual([[0, 1, 'Hi']]);
});

test('more than 100 MB are refused before they are read', async () => {
  const path = transcriptFile('a.srt', '');
  truncateSync(path, 100_000_001);
  await expect(readTranscript(path)).rejects.toThrow('a.srt: has 100 MB. Give the transcript of one clip');
});

test.each([['/nowhere/a.srt', '/nowhere/a.srt: does not exist. Check the path.'], ['/', '/: is no file. Give a file.'], ['/dev/zero', '/dev/zero: is no file. Give a file.']])('%s is refused', async (path, message) => {
  await expect(readTranscript(path)).rejects.toThrow(message);
});
