import { expect, test } from 'vitest';
import { openTranscriptTable } from '../../../../extractors/text/transcripts/tables/open-transcript-table.ts';
import { readBytes } from '../../../../extractors/text/transcripts/read-bytes.ts';
import { read, rows, transcriptFile } from './transcript-file.ts';

const clip = (file: string, duration = 4) => ({ clip: { file, duration } });

test.each([
  ['start,end,speaker,text\n1.5,2,Ann,"Hi, you"\n', 'a.csv'],
  ['Text;StartTime;EndTime;Speaker\nHi, you;0:00:01,5;0:00:02,0;Ann\n', 'a.csv'],
  ['Begin Time - ss.msec\tEnd Time - ss.msec\tTier\tAnnotation\n1.500\t2.000\tAnn\tHi, you\n', 'a.tsv'],
  ['Begin Time - msec\tEnd Time - msec\tTier\tAnnotation\n1500\t2000\tAnn\tHi, you\n', 'a.tsv'],
  ['onset|duration|participant|Utterance\n1.5|0.5|Ann|Hi, you\n', 'a.csv'],
  ['tmin\ttier\ttext\ttmax\n1.5\tAnn\tHi, you\t2\n', 'a.tsv'],
])('columns are known by their names: %j', async (content, name) => {
  const found = await read(name, content);
  expect([rows(found), found.notes]).toEqual([[[1.5, 2, 'Hi, you', 'Ann']], []]);
});

test('a table of Whisper has milliseconds and quotes that are spoken', async () => {
  const found = await read('a.tsv', 'start\tend\ttext\n0\t2500\tHe said "hi" to me\n2500\t4000\t"Yes" he said\n');
  expect(rows(found)).toEqual([[0, 2.5, 'He said "hi" to me'], [2.5, 4, '"Yes" he said']]);
  expect(found.notes).toEqual(['Times are taken for milliseconds: as seconds, nobody would speak so slowly.']);
});

test('a quote that a table of tabs never closes is a quote', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index}\t${index + 1}\t${index === 0 ? '"Open' : 'some words that fill the line up to its end, with more'}\n`);
  expect((await read('a.tsv', `start\tend\ttext\n${lines.join('')}`)).sentences).toHaveLength(20_000);
});

test('seconds in whole numbers stay seconds', async () => {
  expect(rows(await read('a.csv', 'start,end,text\n0,2,Good morning\n3,5,to all of you\n'))).toEqual([[0, 2, 'Good morning'], [3, 5, 'to all of you']]);
});

test('labels of Audacity need no header', async () => {
  expect(rows(await read('a.tsv', '0.5\t1.25\tHello\n2\t3\tBye\n'))).toEqual([[0.5, 1.25, 'Hello'], [2, 3, 'Bye']]);
});

test('without ends, a sentence lasts until the next one, and the last one until the end of the clip', async () => {
  const found = await read('a.csv', 'start,text\n1,a b\n1,c\n3,d\n', clip('a.mp4', 5));
  expect(rows(found)).toEqual([[1, 3, 'a b'], [1, 3, 'c'], [3, 5, 'd']]);
  expect(found.notes).toEqual(['3 sentences have no end: the next start is taken, or the end of the clip.']);
});

test('without an end or a clip, the last sentence lasts as long as its words take', async () => {
  expect(rows(await read('a.csv', 'start,text\n1,one two three\n'))).toEqual([[1, 1.9, 'one two three']]);
});

const MER = 'name,sentence\nsample_00000001,你好吗\nsample_00000002,"好, 谢谢"\n';

test("MER's transcription.csv gives one sentence over the whole clip", async () => {
  const found = await read('transcription.csv', MER, clip('sample_00000002.avi', 3.2));
  expect(rows(found)).toEqual([[0, 3.2, '好, 谢谢']]);
  expect(found.notes).toEqual(['The text is taken for the whole clip: nothing says when it is spoken.']);
});

test('an offset does not move the text of a whole clip', async () => {
  expect(rows(await read('transcription.csv', MER, { ...clip('sample_00000001.avi'), offset: 2, scale: 3 }))).toEqual([[0, 4, '你好吗']]);
});

test.each([[undefined, '你好', 'zh'], ['en', 'hello', 'en'], ['en-GB', 'hello', 'en']])('of the languages of MERBench, %s is taken', async (language, text, tag) => {
  const found = await read('transcription-engchi-polish.csv', 'name,chinese,english\na,你好,hello\n', { ...clip('a.mp4'), ...(language !== undefined && { language }) });
  expect([rows(found), found.language]).toEqual([[[0, 4, text]], tag]);
});

const MELD = 'Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n1,Hey!,Joey,joy,positive,0,0,8,21,"00:16:16,059","00:16:21,731"\n2,Oh.,Ross,neutral,neutral,0,1,8,21,"00:16:21,940","00:16:23,442"\n';

test.each(['dia0_utt1.mp4', 'train_dia0_utt1.mp4'])('%s is found in a table of MELD, whose times are those of the episode', async (file) => {
  expect(rows(await read('train_sent_emo.csv', MELD, clip(file)))).toEqual([[0, 4, 'Oh.', 'Ross']]);
});

test('a table of several clips without a clip is refused', async () => {
  await expect(read('transcription.csv', MER)).rejects.toThrow('transcription.csv: is a table of 2 clips. Say which clip is meant, by its file.');
});

test('a clip that the table does not name is refused', async () => {
  await expect(read('transcription.csv', MER, clip('other.mp4'))).rejects.toThrow('has no row for the clip "other". Name the file of the clip as the table does.');
});

test('one text without times and without a clip is refused', async () => {
  await expect(read('a.csv', 'text\nHello\n')).rejects.toThrow('has a text for the whole clip and no times. Say which clip is meant');
});

test('several texts without times or names are refused', async () => {
  await expect(read('a.csv', 'text\nHello\nBye\n', clip('a.mp4'))).rejects.toThrow('has 2 rows of text and no column of times');
});

test('an id counts rows beside times, and names clips without', async () => {
  expect(rows(await read('a.csv', 'id,start,end,text\n0,0,1,one\n1,1,2,two\n'))).toEqual([[0, 1, 'one'], [1, 2, 'two']]);
  expect(rows(await read('a.csv', 'id,text\nx,one\ny,two\n', clip('y.mp4')))).toEqual([[0, 4, 'two']]);
});

test('rows with times of other clips are left aside', async () => {
  expect(rows(await read('all.csv', 'video,start,end,text\nx/a.mp4,0,1,one\nx/b.mp4,0,1,two\nx/a.mp4,1,2,three\n', clip('a.mp4')))).toEqual([[0, 1, 'one'], [1, 2, 'three']]);
});

test('a second text for the same clip is passed over, and a note says so', async () => {
  const found = await read('t.csv', 'name,sentence\na,one\na,one\na,two\n', clip('a.mp4'));
  expect([rows(found), found.notes[0]]).toEqual([[[0, 4, 'one']], 'Of 2 different texts for this clip, the first is taken (line 2).']);
});

test('HTML of tables becomes plain text, and marks of annotators stay', async () => {
  expect(rows(await read('a.csv', 'start,end,text\n0,1,<b>Tom</b> &amp; Ann<br>said <laugh> <script>x</script>\n'))).toEqual([[0, 1, 'Tom & Ann said <laugh> x']]);
});

test('a table without texts is refused with its columns', async () => {
  await expect(read('a.csv', 'frame,valence\n1,0.5\n')).rejects.toThrow('has no column of texts, but "frame", "valence". Name the columns "start", "end", "text" and "speaker"');
});

test('a quote that a table of commas never closes is refused', async () => {
  await expect(read('a.csv', `start,end,text\n0,1,"Open\n${'1,2,more\n'.repeat(200_000)}`)).rejects.toThrow('cannot be taken apart into cells');
});

test('a table of many clips is read once for all of them', async () => {
  const table = openTranscriptTable(await readBytes(transcriptFile('transcription.csv', MER)))!;
  expect([table.clips, table.has('/videos/sample_00000001.avi'), table.has('other.mp4')]).toEqual([2, true, false]);
  expect(rows(table.read({ file: 'sample_00000001.avi', duration: 2 }))).toEqual([[0, 2, '你好吗']]);
});

test.each([['a.srt', '1\n00:00:01,000 --> 00:00:02,000\nHi\n'], ['a.csv', 'start,end,text\n0,1,Hi\n']])('%s is no table of clips', async (name, content) => {
  expect(openTranscriptTable(await readBytes(transcriptFile(name, content)))).toBeUndefined();
});
