import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTranscript } from '../../../../extractors/text/transcripts/read-transcript.ts';
import { read, rows } from './transcript-file.ts';

const golden = join(import.meta.dirname, 'golden');
const vtt = (body: string, header = '') => `WEBVTT\n${header}\n${body}`;

test('cues are what webvtt-py reads, on one line; notes and styles are none', async () => {
  const { vtt: expected } = JSON.parse(readFileSync(join(golden, 'subtitles.json'), 'utf8')) as { readonly vtt: readonly { readonly start: number; readonly end: number; readonly text: string }[] };
  const { sentences } = await readTranscript(join(golden, 'sample.vtt'));
  expect(sentences.map(({ start, end, text }) => ({ start, end, text }))).toEqual(expected.map((cue) => ({ ...cue, text: cue.text.replaceAll('\n', ' ') })));
  expect(sentences[0]!.speaker).toBe('Roger Bingham');
});

test('a region and what else stands between cues is no text', async () => {
  expect(rows(await read('a.vtt', vtt('REGION\nid:fred\nwidth:40%\n\n00:01.000 --> 00:02.000 region:fred\nHi\n')))).toEqual([[1, 2, 'Hi']]);
});

test('voices become speakers, several in one cue too', async () => {
  const found = await read('a.vtt', vtt('00:01.000 --> 00:02.000\n<v.first.loud Esme &amp; Co>Hee!</v>\n<v Mary>Hi <i>there</i>\n'));
  expect(rows(found)).toEqual([[1, 2, 'Hee!', 'Esme & Co'], [1, 2, 'Hi there', 'Mary']]);
});

test('times inside of a text make words', async () => {
  const { sentences } = await read('a.vtt', vtt('00:00:01.000 --> 00:00:04.000\n<v Ann>Good <00:00:02.000><c>night</c><00:00:02.500> <00:00:03.000>all\n'));
  expect(sentences).toEqual([
    { start: 1, end: 4, text: 'Good night all', speaker: 'Ann', words: [{ text: 'Good', start: 1, end: 2 }, { text: 'night', start: 2, end: 2.5 }, { text: 'all', start: 3, end: 4 }] },
  ]);
});

test('times that go back or leave the cue are passed over', async () => {
  const { sentences } = await read('a.vtt', vtt('00:01.000 --> 00:04.000\na <00:03.000>b <00:02.000>c <00:09.000>d\n'));
  expect(sentences[0]!.words).toEqual([{ text: 'a', start: 1, end: 3 }, { text: 'b c d', start: 3, end: 4 }]);
});

test('references are resolved once, and what they hide is text', async () => {
  expect(rows(await read('a.vtt', vtt('00:01.000 --> 00:02.000\n&lt;script&gt;1&lt;/script&gt; &amp;lt; &nbsp;&lrm;x &unknown;\n')))).toEqual([[1, 2, '<script>1</script> &lt; \u200ex &unknown;']]);
});

test('the reading aid of ruby is no text', async () => {
  expect(rows(await read('a.vtt', vtt('00:01.000 --> 00:02.000\n<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>です\n')))).toEqual([[1, 2, '漢字です']]);
});

test('a name that words begin with is taken off the words too', async () => {
  const { sentences } = await read('a.vtt', vtt('00:01.000 --> 00:03.000\nANN: <00:01.500>yes <00:02.000>no\n'));
  expect(sentences).toEqual([{ start: 1, end: 3, text: 'yes no', speaker: 'ANN', words: [{ text: 'yes', start: 1.5, end: 2 }, { text: 'no', start: 2, end: 3 }] }]);
});

test('a blank line ends the text of a cue, and the name of the next is no text', async () => {
  expect(rows(await read('a.vtt', vtt('00:01.000 --> 00:02.000\nOne\n\n2 - next\n00:02.000 --> 00:03.000\nTwo\n\nNOTE the end')))).toEqual([[1, 2, 'One'], [2, 3, 'Two']]);
});

test('lines that YouTube rolls up are taken once', async () => {
  const rolling = '00:00:00.000 --> 00:00:02.000 align:start position:0%\n \nhello<00:00:00.500><c> world</c>\n\n00:00:02.000 --> 00:00:02.010\nhello world\n \n\n00:00:02.010 --> 00:00:04.000\nhello world\nhow<00:00:03.000><c> are</c>\n';
  const found = await read('a.en.vtt', vtt(rolling, 'Kind: captions\nLanguage: en\n'));
  expect(rows(found)).toEqual([[0, 2, 'hello world'], [2.01, 4, 'how are']]);
  expect(found.sentences[0]!.words).toEqual([{ text: 'hello', start: 0, end: 0.5 }, { text: 'world', start: 0.5, end: 2 }]);
  expect([found.language, found.notes]).toEqual(['en', ['Lines that roll up are taken once: these are captions that YouTube made by itself.']]);
});

test('lines that people say twice stay', async () => {
  expect(rows(await read('a.vtt', vtt('00:01.000 --> 00:02.000\nNo\n\n00:02.000 --> 00:03.000\nNo\n')))).toHaveLength(2);
});

const MAPPED = vtt('00:00:10.000 --> 00:00:11.000\nHi <00:10.500>you\n', 'X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:05.000\n');

test('a map of HLS gives times on the clock of a clip whose first time stamp is not 0', async () => {
  const { sentences, notes } = await read('a.vtt', MAPPED, { clip: { file: 'a.ts', start: 12, duration: 60 } }); // 10 s + 900,000 / 90,000 s − 5 s − 12 s
  expect([sentences, notes]).toEqual([[{ start: 3, end: 4, text: 'Hi you', words: [{ text: 'Hi', start: 3, end: 3.5 }, { text: 'you', start: 3.5, end: 4 }] }], []]);
});

test('such times without a clip are those of the stream, and a note says so', async () => {
  const { sentences, notes } = await read('a.vtt', MAPPED);
  expect([sentences[0]!.start, notes]).toEqual([15, ['Times are time stamps of the video stream: give the clip to bring them onto its clock.']]);
});

test('a file without its header is read by its name', async () => {
  expect(rows(await read('a.vtt', '00:01.000 --> 00:02.000\n<v Ann>Hi\n'))).toEqual([[1, 2, 'Hi', 'Ann']]);
});
