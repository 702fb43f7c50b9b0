import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BlobReader, BlobWriter, TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterAll, expect, test } from 'vitest';
import type { ClipPredictions, FramePredictions } from '../../../datasets/predictions/predictions.ts';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';

const folder = await mkdtemp(join(tmpdir(), 'affekt-predictions-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function write(text: string | Uint8Array, name = 'answers.txt'): Promise<string> {
  const path = join(folder, String(files++), name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const read = async (id: string, text: string | Uint8Array, name?: string) => readPredictions(await write(text, name), findProtocol(id));
const readFrames = async (id: string, text: string | Uint8Array, name?: string) => (await read(id, text, name)) as FramePredictions;
const readClips = async (id: string, text: string | Uint8Array, name?: string) => (await read(id, text, name)) as ClipPredictions;

async function zip(entries: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
  for (const [name, text] of Object.entries(entries)) await writer.add(name, new TextReader(text));
  return writer.close();
}

const VA = 'image_location,valence,arousal\n';
const EXPR = 'image_location,Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other\n';
const AU = 'image_location,AU1,AU2,AU4,AU6,AU7,AU10,AU12,AU15,AU23,AU24,AU25,AU26\n';

test('a submission of valence and arousal is read as it is handed in, with gaps, by frame number', async () => {
  const { clips } = await readFrames('abaw6-va', `${VA}2-30-640x360/00001.jpg,0.5,-0.25\n2-30-640x360/00004.jpg,1e-1,+.5\nvideo7_left/00001.jpg,-1,1\n`);
  expect([...clips.keys()]).toEqual(['2-30-640x360', 'video7_left']);
  expect(clips.get('2-30-640x360')).toEqual({ frames: Int32Array.of(1, 4), valence: Float32Array.of(0.5, 0.1), arousal: Float32Array.of(-0.25, 0.5) });
});

test('numbers are rounded as Number does, whatever they are written like', async () => {
  const texts = ['0.1234567890123456789', '-0.000001', '1', '0.7071067811865476', '.5', '1e-7', '-1.0000000', '0.30000000000000004'];
  const { clips } = await readFrames('abaw6-va', `${VA}${texts.map((text, row) => `a/${row + 1}.jpg,${text},0`).join('\n')}\n`);
  expect(clips.get('a')!.valence).toEqual(Float32Array.from(texts, Number));
});

test('byte order mark, CRLF, no line end at the end, quotes, spaces and empty lines are read as they are meant', async () => {
  const { clips } = await readFrames('abaw6-va', `\uFEFF${VA.replace('\n', '\r\n')}a/00001.jpg, 0.5 ,0.25\r\n\r\n"a/00002.jpg","0.75",1\r\n"a/00003.jpg",0,0`);
  expect(clips.get('a')).toEqual({ frames: Int32Array.of(1, 2, 3), valence: Float32Array.of(0.5, 0.75, 0), arousal: Float32Array.of(0.25, 1, 0) });
});

test('rows that stand across pieces of a large file are read whole', async () => {
  const rows = Array.from({ length: 150_000 }, (_, row) => `long-name-of-a-video/${String(row + 1).padStart(5, '0')}.jpg,${row % 8}`);
  const { clips } = await readFrames('abaw6-expr', `${EXPR}${rows.join('\n')}\n`);
  const { frames, expression } = clips.get('long-name-of-a-video')!;
  expect(frames).toHaveLength(150_000);
  expect(frames.every((frame, row) => frame === row + 1 && expression![row] === row % 8)).toBe(true);
});

test('shuffled rows, clips mixed, are sorted by frame', async () => {
  const { clips } = await readFrames('abaw6-expr', `${EXPR}b/00002.jpg,1\na/00003.jpg,2\nb/00001.jpg,3\na/00001.jpg,4\n`);
  expect(clips.get('a')).toEqual({ frames: Int32Array.of(1, 3), expression: Int8Array.of(4, 2) });
  expect(clips.get('b')).toEqual({ frames: Int32Array.of(1, 2), expression: Int8Array.of(3, 1) });
});

test.each([
  ['a frame twice', VA, 'a/00001.jpg,0,0\na/00002.jpg,0,0\na/00001.jpg,0,0\n', /frame 1 of "a" in line 2 and in line 4/],
  ['NaN', VA, 'a/00001.jpg,0,0\na/00002.jpg,nan,0\n', /line 3 has "nan" for the valence, which is no number/],
  ['a value out of range', VA, 'a/00001.jpg,0,1.5\n', /line 2 has the arousal 1\.5, which is not within \[-1, 1\]\. Clip it/],
  ['the code of labels that are missing', VA, 'a/00001.jpg,-5,-5\n', /line 2 has the valence -5/],
  ['frame 0', VA, 'a/00000.jpg,0,0\n', /line 2 is of frame 0 .* counted from 1\. Add 1 to every frame number/],
  ['a key without a folder', VA, '00001.jpg,0,0\n', /line 2 begins with "00001\.jpg", which is not of the form video\/00001\.jpg/],
  ['a key without a number', VA, 'a/b.jpg,0,0\n', /line 2 has "a\/b\.jpg" where the number of a frame is to stand/],
  ['a name that leads out', VA, '../a/00001.jpg,0,0\n', /line 2: the name of the clip, "\.\.\/a", leads out of its folder/],
  ['a row that is cut', VA, 'a/00001.jpg,0.5\n', /line 2 has 2 cells, and 3 are expected/],
  ['a quote that is not closed', VA, '"a/00001.jpg,0,0\n', /line 2 has a quote that is not closed/],
  ['a class that is none', EXPR, 'a/00001.jpg,8\n', /line 2 has the class "8", and the codes are 0 to 7: Neutral, .*Other/],
  ['the class of unlabelled frames', EXPR, 'a/00001.jpg,-1\n', /line 2 has the class −1, which means "no label"/],
  ['half a class', EXPR, 'a/00001.jpg,2.5\n', /line 2 has the class "2\.5"/],
  ['a unit that is a probability', AU, `a/00001.jpg,${'0,'.repeat(11)}0.7\n`, /line 2 has "0\.7" for an action unit.*Write 1 for active/],
  ['a renamed column', 'image_location,val,arousal\n', 'a/00001.jpg,0,0\n', /has the header val,arousal, where valence,arousal is to stand/],
  ['classes in another order', EXPR.replace('Anger,Disgust', 'Disgust,Anger'), 'a/00001.jpg,0\n', /names its columns in another order, Neutral,Disgust,Anger,/],
  ['valence and arousal in another order', 'image_location,arousal,valence\n', 'a/00001.jpg,0,0\n', /another order, arousal,valence, and the codes stand for valence,arousal/],
  ['no rows', VA, '', /has no rows/],
  ['no header', '', 'a/00001.jpg,0,0\n', /has neither "image_location" in front nor the columns/],
])('a submission with %s is refused, naming the line or the header', async (_, header, rows, message) => {
  const id = header.includes('AU1,') ? 'abaw6-au' : header.includes('Neutral') ? 'abaw6-expr' : 'abaw6-va';
  await expect(read(id, `${header}${rows}`)).rejects.toThrow(message);
});

test('one column a class under the eight names is refused: a row carries one class index (trap 6)', async () => {
  await expect(read('abaw6-expr', `${EXPR}a/00001.jpg,0,0,0,0,1,0,0,0\n`)).rejects.toThrow(/line 2 has 9 cells, and 2 are expected\. Write one class index behind the key/);
});

test('UTF-16 and pictures are refused as no text', async () => {
  await expect(read('abaw6-va', Buffer.from(`\uFEFF${VA}a/1.jpg,0,0\n`, 'utf16le'))).rejects.toThrow(/is not UTF-8 text/);
  await expect(read('abaw6-va', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))).rejects.toThrow(/is not UTF-8 text/);
});

test('the third edition\'s folder of one file a video is read: line k + 1 is frame k (trap 2)', async () => {
  const path = dirname(await write('Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other\n4\n0\n7\n', 'video49_right.txt'));
  const { clips } = (await readPredictions(path, findProtocol('abaw3-expr'))) as FramePredictions;
  expect(clips.get('video49_right')).toEqual({ frames: Int32Array.of(1, 2, 3), expression: Int8Array.of(4, 0, 7) });
  await writeFile(join(path, 'notes.md'), '');
  await expect(readPredictions(path, findProtocol('abaw3-expr'))).rejects.toThrow(/holds "notes\.md" where one <video>\.txt for each video is expected/);
});

test('a file of one video that lacks its header is refused, for its first row would be lost (trap 2)', async () => {
  const path = dirname(await write('4\n0\n7\n', 'a.txt'));
  await expect(readPredictions(path, findProtocol('abaw3-expr'))).rejects.toThrow(/a\.txt: has the header 4, .* numbers in the first line mean that it lacks one/);
});

test('a multi-task row is valence, arousal, class index and twelve units behind five names', async () => {
  const { clips } = await readFrames('abaw7-mtl', 'image,valence,arousal,expression,aus\na/00007.jpg,0.5,-0.5,3,1,0,0,0,0,0,0,0,0,0,0,1\n');
  expect(clips.get('a')).toEqual({ frames: Int32Array.of(7), expression: Int8Array.of(3), valence: Float32Array.of(0.5), arousal: Float32Array.of(-0.5), units: Int8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) });
});

const SCORES = 'clip,time,fold,expression,p_Sadness,p_Neutral,p_Anger,p_Disgust,p_Fear,p_Happiness,p_Surprise,p_Other,actual_expression\n';

test('a table of affekt is read by its names: times become frames, scores find their classes in any order of columns', async () => {
  const { clips, warnings } = await readFrames('abaw6-expr', `${SCORES}a,0,1,Sadness,0.7,0.3,0,0,0,0,0,0,Neutral\na,0.0333,1,neutral,0.1,0.9,0,0,0,0,0,0,\n`);
  expect(clips.get('a')).toMatchObject({ frames: Int32Array.of(1, 2), expression: Int8Array.of(5, 0) });
  expect(clips.get('a')!.scores!.slice(0, 8)).toEqual(Float32Array.of(0.3, 0, 0, 0, 0, 0.7, 0, 0));
  expect(warnings).toEqual([expect.stringContaining('at 30 Hz')]);
});

test('a rate of their own turns times into other frames', async () => {
  const path = await write('clip,time,valence,arousal\na,0,0,0\na,0.04,0,0\na,1,0,0\n');
  const { clips } = (await readPredictions(path, findProtocol('abaw6-va'), { rate: 25 })) as FramePredictions;
  expect(clips.get('a')!.frames).toEqual(Int32Array.of(1, 2, 26));
});

test('scores whose columns are in another order than their names are refused: the class says another', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => `a,${row / 30},1,Neutral,0.1,0.1,0.7,0.1,0,0,0,0,`);
  await expect(read('abaw6-expr', `${SCORES}${rows.join('\n')}\n`)).rejects.toThrow(/line 21 and the 19 before it: the class is Neutral, and the largest score stands under p_Anger/);
});

test('scores for some classes only, and for others than the protocol has, are refused by name', async () => {
  await expect(read('abaw6-expr', 'clip,frame,expression,p_Neutral,p_Anger\na,1,Anger,0,1\n')).rejects.toThrow(/has p_ columns, and none for Disgust, /);
  await expect(read('abaw6-expr', 'clip,frame,expression,p_Contempt\na,1,Anger,0\n')).rejects.toThrow(/has a column "p_Contempt", and the classes are Neutral/);
});

test('a renamed column of a table of affekt is named beside those that are there', async () => {
  await expect(read('abaw6-va', 'clip,frame,valenz,arousal\na,1,0,0\n')).rejects.toThrow(/has no column "valence", which abaw6-va needs; its columns are "clip", "frame", "valenz", "arousal"/);
});

test('a table of clips finds emotions by name or alias, and no class stands for another: worry is not fear (trap 24)', async () => {
  const { clips } = await readClips('mer2023-multi', 'name,discrete,valence\na,worried,-1.5\nb,worry,2\nc,Happy,0\nd,1,0\n');
  expect([...clips.values()].map(({ expression }) => expression)).toEqual([4, 4, 2, 1]);
  expect(clips.get('a')).toEqual({ expression: 4, valence: -1.5 });
  await expect(read('mer2023-multi', 'name,discrete,valence\na,neutral,0\nb,fear,0\n')).rejects.toThrow(/line 3 has the class "fear", and the classes are neutral, angry, happy, sad, worried, surprise\. Correct the cell: no class stands for another/);
});

test.each([
  ['a clip twice', 'name,discrete,valence\na,sad,0\nb,sad,0\na,sad,0\n', /has the clip "a" in line 2 and in line 4/],
  ['valence out of range', 'name,discrete,valence\na,sad,5.5\n', /line 2 has the valence 5\.5, which is not within \[-5, 5\]/],
  ['a placeholder for an answer', 'name,discrete,valence\na,neutral,-10\n', /line 2 has the valence -10/],
  ['a missing valence', 'name,discrete,valence\na,neutral,\n', /line 2 has "" for the valence/],
  ['a renamed column', 'name,emotion,valence\na,neutral,0\n', /has no column "expression", which mer2023-multi needs; its columns are "name", "emotion", "valence"/],
  ['a name that leads out', 'name,discrete,valence\n../a,neutral,0\n', /line 2: the name of the clip, "\.\.\/a", leads out/],
  ['a row that is cut', 'name,discrete,valence\na,neutral\n', /line 2 has 2 cells, and the header 3/],
])('a table of clips with %s is refused', async (_, text, message) => {
  await expect(read('mer2023-multi', text, 'answers.csv')).rejects.toThrow(message);
});

test('words of an open vocabulary are read as Python writes a list, or plainly', async () => {
  const { clips } = await readClips('mer2024-ov', 'name,openset\na,"[\'Happy\', \'very satisfied\']"\nb,"calm, sad"\nc,[]\n');
  expect([...clips.values()].map(({ words }) => words)).toEqual([['happy', 'very satisfied'], ['calm', 'sad'], []]);
});

test('a table may be the only one in a zip archive', async () => {
  const { clips } = await readClips('mer2023-multi', await zip({ 'submission.csv': 'name,discrete,valence\na,sad,0\n', '__MACOSX/._submission.csv': 'x' }), 'submission.zip');
  expect(clips.get('a')).toEqual({ expression: 3, valence: 0 });
});

test('an archive that is cut, damaged, holds two tables, or leads out of its folder is refused', async () => {
  const good = await zip({ 'submission.csv': 'name,discrete,valence\na,sad,1\n' });
  const damaged = Buffer.from(good);
  damaged[damaged.indexOf('sad,1') + 4] = 50; // Stored, not compressed: only the checksum tells
  await expect(read('mer2023-multi', good.slice(0, good.length - 30), 'a.zip')).rejects.toThrow(/is no zip archive, or is cut/);
  await expect(read('mer2023-multi', damaged, 'a.zip')).rejects.toThrow(/damaged|checksum|CRC/i);
  await expect(read('mer2023-multi', await zip({ 'a.csv': 'name\n', 'b.csv': 'name\n' }), 'a.zip')).rejects.toThrow(/holds 2 tables \("a\.csv", "b\.csv"\), and one is expected/);
  await expect(read('mer2023-multi', await hostileZip(), 'a.zip')).rejects.toThrow(/Unsafe filename|holds a file named/);
});

async function hostileZip(): Promise<Uint8Array> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await writer.add('../a.csv', new BlobReader(new Blob(['name\n'])));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

test('what is not there, is a folder, or is of the other level is refused by name', async () => {
  await expect(readPredictions(join(folder, 'nowhere.csv'), findProtocol('abaw6-va'))).rejects.toThrow(/nowhere\.csv: does not exist/);
  await expect(readPredictions(folder, findProtocol('mer2023-multi'))).rejects.toThrow(/is a folder, and mer2023-multi takes one table/);
  await expect(read('abaw6-va', 'name,discrete,valence\na,sad,0\n')).rejects.toThrow(/has neither "image_location" in front/);
});

test('what a system gives out raw is clipped to the range where that is asked for, and no number is still refused', async () => {
  const raw = async (text: string) => (await readPredictions(await write(text), findProtocol('abaw6-va'), { clip: true })) as FramePredictions;
  const { clips } = await raw('clip,frame,valence,arousal\na,1,1.25,-3\na,2,0.5,1\n');
  expect(clips.get('a')).toMatchObject({ valence: Float32Array.of(1, 0.5), arousal: Float32Array.of(-1, 1) });
  await expect(raw('clip,frame,valence,arousal\na,1,nan,0\n')).rejects.toThrow(/line 2 has "nan" for the valence/);
});
