import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mer2023 } from '../../../datasets/mer2023/mer2023.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';
import { labelsOf, labelTree, messageOf, splitsOf } from '../merbench/label-tree.ts';

const HEADER = 'name,discrete,valence\n';
const RELEASE = {
  'train-label.csv': `${HEADER}sample_2,worried,-2.5\nsample_1,happy,2\n`,
  'train/sample_1.mp4': '',
  'train/sample_2.avi': '',
  'test1/sample_4.mp4': '',
  'test1/sample_3.mp4': '',
  'test2/sample_5.mp4': '',
  'test3/samplenew_2.mp4': '',
  'test3/samplenew_1.mp4': '',
  'test3/samplenew_3.mp4': '',
} as const;

async function read(files: Readonly<Record<string, string>>) {
  const dataset = await mer2023.open(await corpusTree(files));
  return { dataset, clips: await clipsOf(dataset) };
}

test('a release before the test labels are out has labels of the training part, and all clips to predict', async () => {
  const { clips, dataset } = await read(RELEASE);
  expect(splitsOf(clips)).toEqual({ train: ['sample_2', 'sample_1'], test1: ['sample_3', 'sample_4'], test2: ['sample_5'], test3: ['samplenew_1', 'samplenew_2', 'samplenew_3'] });
  expect(clips[0]).toEqual({ clip: 'sample_2', split: 'train', labels: { expression: 4, valence: -2.5 }, media: join(dataset.root, 'train/sample_2.avi') });
  expect(clips.filter(({ split }) => split !== 'train').every(({ labels }) => labels === undefined)).toBe(true);
  expect(dataset.warnings).toEqual([]);
});

test('codes of emotions follow MER, whatever the spelling, and are not those of Aff-Wild2 (trap 24)', async () => {
  const names = ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise'];
  const nouns = ['Neutral', 'anger', 'happiness', 'sadness', 'worry', 'surprised'];
  const { clips, dataset } = await read({ 'train-label.csv': HEADER + [...names, ...nouns].map((name, index) => `s${index},${name},0\n`).join('') });
  expect(dataset.classes).toEqual(names);
  expect(clips.map(({ labels }) => labels!.expression)).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
  const affWild2 = findProtocol('abaw6-expr').classes!;
  expect([affWild2.indexOf('Happiness'), affWild2.indexOf('Sadness'), affWild2.indexOf('Surprise')]).toEqual([4, 5, 6]);
});

test.each(['fear', 'disgust'])('%s is no emotion of MER and is refused with the line (trap 24)', async (name) => {
  const root = await corpusTree({ 'train-label.csv': `${HEADER}a,happy,1\nb,${name},-1\n` });
  expect(await messageOf(() => mer2023.open(root))).toMatch(new RegExp(`^UNKNOWN_CLASS .*train-label\\.csv: line 3: the clip "b" is labelled "${name}", and the classes are neutral, angry, happy, sad, worried, surprise\\.`));
});

test('placeholders in tables of the test sets are no labels, and neutral clips with a valence keep theirs (trap 25)', async () => {
  const { clips, dataset } = await read({ ...RELEASE, 'test1-label.csv': `${HEADER}sample_3,neutral,-10\nsample_4,neutral,0.25\n`, 'test3-label.csv': 'name,discrete,valence\nsamplenew_1,neutral,-10\nsamplenew_2,neutral,\n' });
  expect(labelsOf(clips)).toMatchObject({ sample_3: undefined, sample_4: { expression: 0, valence: 0.25 }, samplenew_1: undefined, samplenew_2: undefined });
  expect(dataset.warnings).toEqual(['1 of 2 clips in test1-label.csv carry the placeholder "neutral", which is no label.', '2 of 2 clips in test3-label.csv carry the placeholder "neutral", which is no label.']);
});

test('a valence of -10 is none, and what is out of the scale is refused (trap 25)', async () => {
  const { clips } = await read({ 'train-label.csv': `${HEADER}a,happy,-10\nb,neutral,-10\nc,sad,-5\n` });
  expect(clips.map(({ labels }) => labels)).toEqual([{ expression: 2 }, { expression: 0 }, { expression: 3, valence: -5 }]);
  for (const value of ['-9.9', '5.01', 'Infinity', '1,5']) {
    const root = await corpusTree({ 'train-label.csv': `${HEADER}a,happy,"${value}"\n` });
    expect(await messageOf(() => mer2023.open(root))).toMatch(/^BAD_VALUE .*train-label\.csv: line 2: the clip "a" has /);
  }
});

test('test3 has no valence, with or without the column, and its scored clips are some of those to predict (trap 25, trap 26)', async () => {
  for (const table of ['name,discrete\nsamplenew_2,sad\n', 'name,discrete,valence\nsamplenew_2,sad,1.5\n']) {
    const { clips } = await read({ ...RELEASE, 'test3-label.csv': table });
    expect(splitsOf(clips).test3).toEqual(['samplenew_2', 'samplenew_1', 'samplenew_3']);
    expect(labelsOf(clips)).toMatchObject({ samplenew_2: { expression: 3 }, samplenew_1: undefined, samplenew_3: undefined });
  }
});

test('test1 has exactly the clips of its table, in its order; a clip without a video is told (trap 26)', async () => {
  const { clips, dataset } = await read({ ...RELEASE, 'test1-label.csv': `${HEADER}sample_4,sad,-1\nsample_3,angry,-2\nsample_9,happy,1\n` });
  expect(splitsOf(clips).test1).toEqual(['sample_4', 'sample_3', 'sample_9']);
  expect(clips.find(({ clip }) => clip === 'sample_9')).not.toHaveProperty('media');
  expect(dataset.warnings).toEqual(['1 of 3 clips of test1 have no media in test1: "sample_9".']);
});

test('valence is one number a clip on a scale from -5 to 5, and never one a frame (trap 36)', async () => {
  const { clips, dataset } = await read({ 'train-label.csv': `${HEADER}a,happy,5\nb,sad,-5\n` });
  expect(dataset.ranges).toEqual({ valence: [-5, 5] });
  expect(clips.map(({ labels, ...rest }) => [labels?.valence, 'frames' in rest])).toEqual([[5, false], [-5, false]]);
  expect(dataset.ranges).not.toHaveProperty('arousal');
});

test.each([
  ['a byte order mark and line ends of Windows', '\uFEFFname,discrete,valence\r\na,happy,1\r\n'],
  ['other columns in another order', 'valence,who,name,discrete\n1,x,a,happy\n'],
  ['semicolons and quotes', '"name";"discrete";"valence"\n"a";"happy";"1"\n'],
])('a table with %s is read', async (_, table) => {
  expect((await read({ 'train-label.csv': table })).clips).toEqual([{ clip: 'a', split: 'train', labels: { expression: 2, valence: 1 } }]);
});

test.each([
  ['a renamed column', 'name,emotion,valence\na,happy,1\n', /^UNKNOWN_COLUMN .*no column "discrete"; its columns are "name", "emotion", "valence"/],
  ['a missing valence', 'name,discrete\na,happy\n', /^UNKNOWN_COLUMN .*no column "valence"/],
  ['a clip twice', `${HEADER}a,happy,1\nb,sad,1\na,happy,1\n`, /^DUPLICATE .*the clip "a" in line 2 and in line 4/],
  ['a name that is a path', `${HEADER}../a,happy,1\n`, /^BAD_NAME .*line 2: the name of a clip, "\.\.\/a", leads out/],
  ['no name', `${HEADER},happy,1\n`, /^BAD_NAME .*line 2: .*is empty/],
  ['a text for a valence', `${HEADER}a,happy,high\n`, /^BAD_VALUE .*line 2: .*"high" for "valence"/],
  ['nothing but the header', HEADER, /^NOT_A_TABLE .*has no rows/],
])('a table with %s is refused with the line', async (_, table, message) => {
  const root = await corpusTree({ 'train-label.csv': table });
  expect(await messageOf(() => mer2023.open(root))).toMatch(message);
});

test.each([
  ['a file of another kind', { 'train/notes.txt': '' }, /^UNKNOWN_FILE .*train\/notes\.txt: is neither a video nor a sound file/],
  ['a folder', { 'train/train/a.mp4': '' }, /^UNKNOWN_FILE .*train\/train: is a folder where videos are expected/],
  ['two files of one clip', { 'train/a.mp4': '', 'train/a.avi': '' }, /^AMBIGUOUS .*is the clip "a", and so is/],
  ['a clip of another part', { 'train/a.mp4': '', 'test1/a.mp4': '' }, /^DUPLICATE .*the clip "a" in train and in test1/],
])('%s in a folder of videos is refused by name', async (_, files, message) => {
  const root = await corpusTree({ 'train-label.csv': `${HEADER}a,happy,1\n`, ...files });
  expect(await messageOf(() => mer2023.open(root))).toMatch(message);
});

test('what systems leave in folders is passed over', async () => {
  expect(splitsOf((await read({ ...RELEASE, 'train/.DS_Store': '', 'train/Thumbs.db': '', 'train/._sample_1.mp4': '' })).clips).train).toEqual(['sample_2', 'sample_1']);
});

test('a folder above or below the corpus is told with the one to give', async () => {
  const root = await corpusTree({ 'data/train-label.csv': `${HEADER}a,happy,1\n`, 'data/train/a.mp4': '' });
  expect(await messageOf(() => mer2023.open(root))).toMatch(new RegExp(`^UNKNOWN_LAYOUT .*is no MER 2023: none of train-label\\.csv.*it holds "data"\\. Give ${join(root, 'data')}\\.$`));
  expect(await messageOf(() => mer2023.open(join(root, 'data/train')))).toMatch(new RegExp(`^UNKNOWN_LAYOUT .*it holds "a\\.mp4"\\. Give ${join(root, 'data')}\\.$`));
  expect(await messageOf(() => mer2023.open(join(root, 'none')))).toMatch(/^NOT_FOUND .*does not exist/);
  expect(await messageOf(() => mer2023.open(join(root, 'data/train-label.csv')))).toMatch(/^NOT_FOUND .*is a file/);
});

test('of several folders below, the one with a table of labels is meant, and not another corpus with a folder "train"', async () => {
  const root = await corpusTree({ 'a/train/x.mp4': '', 'b/train-label.csv': HEADER, 'c/test1/x.mp4': '' });
  expect(await messageOf(() => mer2023.open(root))).toMatch(new RegExp(`Give ${join(root, 'b')}\\.$`));
});

test('files may be called otherwise', async () => {
  const root = await corpusTree({ 'labels/train.csv': `${HEADER}a,happy,1\n`, 'videos/a.mp4': '', 'said.csv': 'name,english\na,hello\n' });
  const clips = await clipsOf(await mer2023.open(root, { layout: { trainLabels: 'labels/train.csv', train: 'videos', texts: 'said.csv' } }));
  expect(clips).toEqual([{ clip: 'a', split: 'train', labels: { expression: 2, valence: 1 }, media: join(root, 'videos/a.mp4'), texts: { english: 'hello' } }]);
});

test('transcripts are by language, and an empty sentence is none', async () => {
  const texts = { 'transcription.csv': 'name,sentence\nsample_1,旧\n', 'transcription-engchi-polish.csv': 'name,chinese,english\nsample_1,当然,"Of course, yes."\nsample_2,,\n' };
  expect((await read({ ...RELEASE, ...texts })).clips.slice(0, 2).map((clip) => clip.texts)).toEqual([undefined, { chinese: '当然', english: 'Of course, yes.' }]);
  expect((await read({ ...RELEASE, 'transcription.csv': texts['transcription.csv'] })).clips[1]!.texts).toEqual({ chinese: '旧' });
});

test('a processed copy has the same labels, without placeholders (trap 25)', async () => {
  const dataset = await mer2023.open(await labelTree('label-6way.npz', 'mer2023 out', { 'video/sample_1.mp4': '', 'audio/sample_1.wav': '', 'audio/sample_2.wav': '', 'video/stray.mp4': '' }));
  const clips = await clipsOf(dataset);
  expect(splitsOf(clips)).toEqual({ train: ['sample_1', 'sample_2', 'sample_3'], test1: ['sample_4', 'sample_5'], test2: ['sample_6'], test3: ['samplenew_1', 'samplenew_2'] });
  expect(labelsOf(clips)).toEqual({
    sample_1: { expression: 4, valence: -2.5 }, sample_2: { expression: 1, valence: 0 }, sample_3: { expression: 0 }, sample_4: { expression: 2, valence: 2 },
    sample_5: { expression: 0, valence: 0.25 }, sample_6: { expression: 3, valence: -5 }, samplenew_1: { expression: 3 }, samplenew_2: { expression: 0 },
  });
  expect(clips.map(({ media }) => media?.slice(dataset.root.length))).toEqual(['/video/sample_1.mp4', '/audio/sample_2.wav', ...new Array<undefined>(6)]);
  expect(dataset.warnings).toEqual([expect.stringMatching(/^6 of 8 clips .* have no media in video: "sample_3"/), '1 file in video is left out, since no label file names it: "stray".']);
});

test('placeholders in an archive are no labels (trap 25)', async () => {
  const dataset = await mer2023.open(await labelTree('label-6way.npz', 'mer2023 hidden'));
  const clips = await clipsOf(dataset);
  expect(clips.filter(({ labels }) => labels !== undefined).map(({ clip }) => clip)).toEqual(['sample_1', 'sample_2', 'sample_3']);
  expect(clips).toHaveLength(8);
  expect(dataset.warnings).toContain('2 of 2 clips of test3 carry the placeholder "neutral", which is no label.');
});

test('an archive in which only some test labels are out keeps those (trap 25)', async () => {
  const dataset = await mer2023.open(await labelTree('label-6way.npz', 'mer2023 half out'));
  expect(labelsOf(await clipsOf(dataset))).toMatchObject({ sample_4: undefined, sample_5: { expression: 2, valence: 1 } });
  expect(dataset.warnings[0]).toBe('The archive of labels has no test2_corpus, test3_corpus.');
});

test('a corpus is read when it is iterated over, twice alike, with its warnings once', async () => {
  const root = await corpusTree({ 'train-label.csv': `${HEADER}a,happy,1\n` });
  const dataset = await mer2023.open(root);
  const first = await clipsOf(dataset);
  expect(await clipsOf(dataset)).toEqual(first);
  expect(dataset.warnings).toEqual(['The clips of train have no media: train is not there.']);
  await mkdir(join(root, 'train'));
  await writeFile(join(root, 'train/a.mp4'), '');
  expect((await clipsOf(dataset))[0]!.media).toBe(join(root, 'train/a.mp4'));
  expect(dataset.warnings).toEqual([]);
});

test('folders of features that lie with it are listed', async () => {
  const root = await corpusTree({ ...RELEASE, 'features/clip-vit-large-patch14-UTT/a.npy': '', 'features/chinese-hubert-large-FRA/a.npy': '', 'features/old/a.npy': '' });
  expect((await mer2023.open(root)).features).toEqual([join(root, 'features/chinese-hubert-large-FRA'), join(root, 'features/clip-vit-large-patch14-UTT')]);
});
