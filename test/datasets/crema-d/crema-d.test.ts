import { expect, test } from 'vitest';
import { cremaD } from '../../../datasets/crema-d/crema-d.ts';
import { clipsOf, corpusTree } from '../corpus-tree.ts';

const WAV = { 'AudioWAV/1001_IEO_ANG_MD.wav': '' };
/** The first rows of clip 9 of the published table, without its further columns. */
const TABULATED = '"","A","D","F","H","N","S","fileName","numResponses"\n"100009",5,5,0,0,1,1,"1001_IEO_ANG_MD",12\n"200009",7,1,0,0,2,0,"1001_IEO_ANG_MD",10\n"300009",9,1,0,0,0,0,"1001_IEO_ANG_MD",10\n';

const votes = async (files: Readonly<Record<string, string>>, options = {}) => (await clipsOf(await cremaD.open(await corpusTree({ ...WAV, ...files }), options)))[0]!.labels!.votes;

test('a file name says actor, sentence, emotion and intensity', async () => {
  const [clip] = await clipsOf(await cremaD.open(await corpusTree(WAV)));
  expect(clip).toMatchObject({ clip: '1001_IEO_ANG_MD', speaker: '1001', labels: { expression: 0 }, texts: { english: "It's eleven o'clock" }, facts: { intensity: 'medium' } });
  expect(clip!.labels).not.toHaveProperty('votes');
});

test('votes are those of what people saw and heard', async () => {
  const files = { 'processedResults/tabulatedVotes.csv': TABULATED };
  expect(await votes(files)).toEqual([9, 1, 0, 0, 0, 0]);
  expect(await votes(files, { task: 'voice' })).toEqual([5, 5, 0, 0, 1, 1]);
  expect(await votes(files, { task: 'face' })).toEqual([7, 1, 0, 0, 2, 0]);
});

test('single answers are counted', async () => {
  const row = (type: number, emotion: string) => `${type},1001_IEO_ANG_MD,${emotion}`;
  expect(await votes({ 'finishedResponses.csv': ['queryType,clipName,respEmo', row(3, 'A'), row(1, 'D'), row(3, 'A'), row(3, 'S')].join('\n') })).toEqual([2, 0, 0, 0, 0, 1]);
});

test('of a table of winners, each winner has one vote, and it is said', async () => {
  const table = '"","FileName","VoiceVote","VoiceLevel","FaceVote","FaceLevel","MultiModalVote","MultiModalLevel"\n"9","1001_IEO_ANG_MD","A:D","37.2:58.6","A","45.5","A","44.2"\n';
  expect(await votes({ 'own.csv': table }, { task: 'voice', layout: { votes: 'own.csv' } })).toEqual([1, 1, 0, 0, 0, 0]);
  const { warnings } = await cremaD.open(await corpusTree({ ...WAV, 'processedResults/summaryTable.csv': table }));
  expect(warnings).toEqual([expect.stringMatching(/tells only which emotions most people chose/)]);
});

test('the one sound file that is published with a letter too few is its clip', async () => {
  const [clip] = await clipsOf(await cremaD.open(await corpusTree(['1040_ITH_SAD_X.wav'])));
  expect(clip).toMatchObject({ clip: '1040_ITH_SAD_XX', facts: { intensity: 'unspecified' } });
});

test('the video is taken before the sound', async () => {
  const dataset = await cremaD.open(await corpusTree(['AudioMP3/1001_IEO_ANG_MD.mp3', 'AudioWAV/1001_IEO_ANG_MD.wav', 'VideoFlash/1001_IEO_ANG_MD.flv']));
  expect((await clipsOf(dataset)).map(({ media }) => media)).toEqual([expect.stringMatching(/\.flv$/)]);
});

test.each([
  [{ 'processedResults/tabulatedVotes.csv': TABULATED.replace('9,1,0,0,0,0', '9,2,0,0,0,0') }, /tabulatedVotes\.csv: line 4 has 9 \+ 2 \+ 0 \+ 0 \+ 0 \+ 0 votes, and 10 responses/],
  [{ 'processedResults/tabulatedVotes.csv': TABULATED.replace('9,1,0,0,0,0', 'x,1,0,0,0,0') }, /line 4 has "x" for "A", which is no count/],
  [{ 'processedResults/tabulatedVotes.csv': `${TABULATED}${TABULATED.split('\n')[3]}\n` }, /line 5: "1001_IEO_ANG_MD" is there twice/],
  [{ 'finishedResponses.csv': 'queryType,clipName,respEmo\n3,1001_IEO_ANG_MD,Q\n' }, /line 2 has the vote "Q", and there are A, D, F, H, N, S/],
  [{ 'processedResults/tabulatedVotes.csv': 'a,b\n1,2\n' }, /is none of the tables of votes; its columns are "a", "b"/],
  [{ 'AudioWAV/1092_IEO_ANG_MD.wav': '' }, /has the actor 1092/],
  [{ 'AudioWAV/1001_IEO_JOY_MD.wav': '' }, /has the emotion JOY, and there are ANG, DIS, FEA, HAP, NEU, SAD/],
  [{ 'AudioWAV/1001_IEO_ANG_M.wav': '' }, /is not named by actor, sentence, emotion and intensity/],
])('a wrong table or name is refused: %o', async (files, message) => {
  await expect(cremaD.open(await corpusTree({ ...WAV, ...(files as Record<string, string>) }))).rejects.toThrow(message);
});

test('published counts of classes add up to 7442', () => {
  expect(cremaD.published.reduce((sum, { of, count }) => sum + (typeof of === 'object' ? count : 0), 0)).toBe(7442);
});
