import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTranscript } from '../../../../extractors/text/transcripts/read-transcript.ts';
import { read, rows } from './transcript-file.ts';

const golden = join(import.meta.dirname, 'golden');

test('cues are what pysrt reads, on one line', async () => {
  const { srt } = JSON.parse(readFileSync(join(golden, 'subtitles.json'), 'utf8')) as { readonly srt: readonly { readonly start: number; readonly end: number; readonly text: string }[] };
  const transcript = await readTranscript(join(golden, 'sample.srt'));
  expect(rows(transcript)).toEqual(srt.map(({ start, end, text }) => [start, end, text.replaceAll('\n', ' ')]));
  expect(transcript.notes).toEqual([]);
});

test('the source names the file and its hash', async () => {
  const { source } = await readTranscript(join(golden, 'sample.srt'));
  expect(source).toEqual({ kind: 'file', id: 'sample.srt', sha256: '2bd397c9771521cd3bd044ce9b54f8483f555ba25642f8b6a08359fdf875c034' });
});

test('numbers may be missing, times may have points and positions, lines may end as on Windows', async () => {
  const found = await read('a.srt', '00:00:01.500 --> 00:00:02.000 X1:100 X2:100 Y1:100 Y2:100\r\nOne\r\n\r\n00:00:03,000-->00:00:04,000\r\nTwo\r\n');
  expect(rows(found)).toEqual([[1.5, 2, 'One'], [3, 4, 'Two']]);
});

test('tags, positions and references to characters become plain text', async () => {
  const found = await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Tom</i> &amp; <font color="#fff">Ann</font><br/>&#39;said&#x21; 1 < 2, I <3 it\n');
  expect(rows(found)).toEqual([[1, 2, "Tom & Ann 'said! 1 < 2, I <3 it"]]);
});

test('a blank line in a text and a number as text stay', async () => {
  const found = await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\nIt was\n\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n');
  expect(rows(found)).toEqual([[1, 2, 'It was 1984'], [3, 4, 'Yes']]);
});

test('an arrow in a text is no time', async () => {
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\nleft -> right --> up\n'))).toEqual([[1, 2, 'left -> right --> up']]);
});

test('lines with dashes are different speakers at one time, and a minus sign is none', async () => {
  const found = await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n- Where\nare you?\n-Here.\n\n2\n00:00:03,000 --> 00:00:04,000\n-40 degrees\n');
  expect(rows(found)).toEqual([[1, 2, 'Where are you?'], [1, 2, 'Here.'], [3, 4, '-40 degrees']]);
});

const NAMED = '1\n00:00:01,000 --> 00:00:02,000\nJOHN: Hello\n\n2\n00:00:02,000 --> 00:00:03,000\n[SPEAKER_01]: Hi\n\n3\n00:00:03,000 --> 00:00:04,000\nMary Jo: so: yes\n\n4\n00:00:04,000 --> 00:00:05,000\nIt is 10:30\n\n5\n00:00:05,000 --> 00:00:06,000\n张三：你好\n';

test('names in capitals or brackets are speakers', async () => {
  expect(rows(await read('a.srt', NAMED))).toEqual([[1, 2, 'Hello', 'JOHN'], [2, 3, 'Hi', 'SPEAKER_01'], [3, 4, 'Mary Jo: so: yes'], [4, 5, 'It is 10:30'], [5, 6, '张三：你好']]);
});

test('any name is a speaker where that is asked for', async () => {
  expect(rows(await read('a.srt', NAMED, { speakers: 'always' })).slice(2)).toEqual([[3, 4, 'so: yes', 'Mary Jo'], [4, 5, 'It is 10:30'], [5, 6, '你好', '张三']]);
});

test('no name is a speaker where that is asked for', async () => {
  expect(rows(await read('a.srt', NAMED, { speakers: 'never' }))[0]).toEqual([1, 2, 'JOHN: Hello']);
});

test('chevrons of broadcasts change the speaker and are no text', async () => {
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n>> ANNA: Good evening.\n>> Thanks.\n'))).toEqual([[1, 2, 'Good evening.', 'ANNA'], [1, 2, 'Thanks.']]);
});

test('one dash without a space, in the middle, is a hyphen', async () => {
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\na well\n-known man\n'))).toEqual([[1, 2, 'a well -known man']]);
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\nWhere?\n- Here.\n'))).toEqual([[1, 2, 'Where?'], [1, 2, 'Here.']]);
});

test('a cue without text is none', async () => {
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n2\n00:00:02,000 --> 00:00:03,000\nHi\n'))).toEqual([[2, 3, 'Hi']]);
});

test('lines of characters that set no spaces are joined without one', async () => {
  expect(rows(await read('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n我很高兴，\n谢谢\nOK\n'))).toEqual([[1, 2, '我很高兴，谢谢 OK']]);
});

test('an empty file is of somebody who says nothing', async () => {
  expect((await read('a.srt', '')).sentences).toEqual([]);
});
