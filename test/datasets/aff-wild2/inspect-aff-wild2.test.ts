import { expect, test } from 'vitest';
import { classOrderFinding } from '../../../datasets/aff-wild2/class-order-finding.ts';
import { inspectAffWild2 } from '../../../datasets/aff-wild2/inspect/inspect-aff-wild2.ts';
import type { InspectOptions } from '../../../datasets/aff-wild2/inspect/inspect-aff-wild2.ts';
import { openAffWild2 } from '../../../datasets/aff-wild2/open-aff-wild2.ts';
import { PUBLISHED_CLASSES } from '../../../datasets/aff-wild2/published-counts.ts';
import type { CorpusOptions } from '../../../datasets/corpus.ts';
import type { Finding } from '../../../datasets/finding.ts';
import { EXPR, VA, crops, findingsOf, lines, tree } from './tree.ts';

const TASK = '6th_ABAW_Annotations/VA_Estimation_Challenge';
const LIST = { 'va_test_set_release.txt': lines('99'), ...crops('cropped_aligned/99', [1]), 'batch1/99.mp4': '' };
const rows = (count: number, row = '0,0') => lines(VA, ...Array<string>(count).fill(row));

/** A corpus without anything to find: two clips with all their crops and videos. */
const WHOLE = {
  [`${TASK}/Train_Set/1.txt`]: rows(4),
  [`${TASK}/Validation_Set/2.txt`]: rows(3),
  ...crops('cropped_aligned/cropped_aligned/1', [1, 2, 3, 4]),
  ...crops('cropped_aligned/cropped_aligned/2', [1, 2, 3]),
  'batch1/1.mp4': '',
  'batch2/2.avi': '',
  ...LIST,
};

async function inspect(files: Record<string, string>, options: InspectOptions & CorpusOptions = {}): Promise<Finding[]> {
  return findingsOf(inspectAffWild2(await openAffWild2(tree({ ...WHOLE, ...files }), options), options));
}

function without(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(WHOLE).filter(([name]) => !names.some((each) => name.startsWith(each))));
}

async function inspectOnly(files: Record<string, string>): Promise<Finding[]> {
  return findingsOf(inspectAffWild2(await openAffWild2(tree(files))));
}

test('a whole corpus has nothing to find', async () => {
  expect(await inspect({}, { countFrames: (path) => Promise.resolve(path.includes('/1.') ? 4 : path.includes('/2.') ? 3 : undefined) })).toEqual([]);
});

test('frames without a crop are counted, with their labels and the longest gap (trap 1)', async () => {
  const files = { [`${TASK}/Train_Set/3.txt`]: lines(VA, '0,0', '0,0', '-5,-5', '0,0', '0,0', '0,0', '0,0', '0,0'), ...crops('cropped_aligned/3', [1, 2, 5, 6, 8]), 'batch1/3.mp4': '' };
  expect(await inspect(files)).toEqual([
    { level: 'note', code: 'missing-crops', where: '3', what: '3 of 8 frames have no crop (37.5 %), 2 of them with a label, in 2 gaps, the longest of 2 from frame 3', fix: expect.stringContaining('no face was found') },
  ]);
});

test('a clip most of whose frames have no crop is warned of', async () => {
  expect(await inspect({ [`${TASK}/Train_Set/1.txt`]: rows(10) })).toMatchObject([{ level: 'warning', code: 'missing-crops', what: '6 of 10 frames have no crop (60.0 %), 6 of them with a label, in one gap of 6 from frame 5' }]);
});

test('crops numbered behind the last label are warned of, and one more is only noted', async () => {
  expect(await inspect(crops('cropped_aligned/cropped_aligned_new_50_vids/1', [7, 9]))).toMatchObject([{ level: 'warning', code: 'crop-beyond-labels', where: '1', what: 'has 2 crops behind its last frame 4, up to 9' }]);
  expect(await inspect(crops('cropped_aligned/cropped_aligned_new_50_vids/1', [5]))).toMatchObject([{ level: 'note', code: 'crop-beyond-labels', what: 'has a crop behind its last frame 4, up to 5' }]);
});

test('of the multi-task set only frames with a label need a crop, and crops and video may go on behind the last', async () => {
  const units = Array<string>(12).fill('0').join(',');
  const root = tree({ 'training_set_annotations.txt': lines('image,valence,arousal,expression,aus', ...[2, 4, 6].map((frame) => `1/0000${frame}.jpg,0,0,0,${units}`)), ...crops('cropped_aligned/1', [2, 6, 7, 9]), 'batch1/1.mp4': '', 'validation_set_annotations.txt': lines('image,valence,arousal,expression,aus', `2/00001.jpg,-5,0,-1,${units}`), ...crops('cropped_aligned/2', [1]), 'batch1/2.mp4': '', 'mtl_test_set_release.txt': lines('2_left'), ...crops('cropped_aligned/2_left', [1]) });
  const found = await findingsOf(inspectAffWild2(await openAffWild2(root, { task: 'mtl' }), { countFrames: () => Promise.resolve(50) }));
  expect(found).toMatchObject([
    { code: 'missing-crops', where: '1', what: '1 of 3 labelled frames have no crop (33.3 %), in one gap of 1 from frame 4' },
    { code: 'video-overlap', where: '2' },
  ]);
});

test('a clip without crops is an error, whether its folder is empty or not there', async () => {
  expect(await inspectOnly(without('cropped_aligned/cropped_aligned/1'))).toMatchObject([{ level: 'error', code: 'no-crops', where: '1' }]);
  expect(await inspectOnly({ ...without('cropped_aligned/cropped_aligned/1'), 'cropped_aligned/cropped_aligned/1/': '' })).toMatchObject([{ level: 'error', code: 'no-crops', what: 'has an empty folder of crops' }]);
});

test('a crop that two folders have is warned of, and a stranger among the crops is an error', async () => {
  expect(await inspect(crops('cropped_aligned/cropped_aligned_new_50_vids/1', [2]))).toMatchObject([{ level: 'warning', code: 'duplicate-crops', where: '1', what: expect.stringMatching(/has 1 crops in two of \S+cropped_aligned\/1, \S+new_50_vids\/1; those in the first are used/) }]);
  expect(await inspect({ 'cropped_aligned/cropped_aligned/2/notes.txt': '' })).toMatchObject([{ level: 'error', code: 'unknown-file', where: expect.stringContaining('notes.txt') }]);
});

test('a clip without a video is warned of by the name of the video (trap 4)', async () => {
  const files = { [`${TASK}/Train_Set/3_left.txt`]: rows(1), ...crops('cropped_aligned/3_left', [1]) };
  expect(await inspect(files)).toMatchObject([{ level: 'warning', code: 'no-video', where: '3_left', what: expect.stringContaining('has no 3.mp4 or .avi in') }]);
});

test.each([
  [4, []],
  [3, [{ level: 'note', code: 'one-longer', what: 'has 4 labels or rows, and its video 3 frames' }]],
  [2, [{ level: 'error', code: 'length-mismatch' }]],
  [40, [{ level: 'error', code: 'length-mismatch', what: 'has 4 labels or rows, and its video 40 frames' }]],
])('labels of 4 frames for a video of %i: one more is usual, others do not belong together (trap 5)', async (frames, expected) => {
  const found = await inspect({}, { countFrames: (path) => Promise.resolve(path.endsWith('1.mp4') ? frames : undefined) });
  expect(found).toMatchObject(expected);
  expect(found).toHaveLength(expected.length);
});

test('a video a little longer than its labels is warned of', async () => {
  const found = await inspect({ [`${TASK}/Train_Set/1.txt`]: rows(100), ...crops('cropped_aligned/1', Array.from({ length: 96 }, (_, index) => index + 5)) }, { countFrames: (path) => Promise.resolve(path.endsWith('1.mp4') ? 103 : undefined) });
  expect(found).toMatchObject([{ level: 'warning', code: 'length-mismatch' }]);
});

test('a sample one row longer than the video is noted, with the length that the sample asks for (trap 5)', async () => {
  const sample = lines('image_location,valence,arousal', '99/00001.jpg,0,0', '99/00002.jpg,0,0', '99/00003.jpg,0,0');
  const found = await inspect({ 'CVPR_6th_ABAW_VA_test_set_example.txt': sample, ...crops('cropped_aligned/99', [1, 2, 3]) }, { countFrames: (path) => Promise.resolve(path.endsWith('99.mp4') ? 2 : undefined) });
  expect(found).toMatchObject([{ level: 'note', code: 'one-longer', where: '99', what: 'has 3 labels or rows, and its video 2 frames' }]);
});

test('a video of which one person is trained on and the other judged by is an error (trap 4)', async () => {
  const files = { [`${TASK}/Train_Set/3_left.txt`]: rows(1), [`${TASK}/Validation_Set/3_right.txt`]: rows(1), ...crops('cropped_aligned/3_left', [1]), ...crops('cropped_aligned/3_right', [1]), 'batch1/3.mp4': '' };
  expect(await inspect(files)).toMatchObject([{ level: 'error', code: 'video-overlap', where: '3', what: 'is in 2 splits: 3_left in train, 3_right in validation' }]);
});

test('a label file that is refused is an error with its line, and the others are still checked', async () => {
  const found = await inspect({ [`${TASK}/Train_Set/1.txt`]: lines(VA, '0,0', '0,nan'), [`${TASK}/Validation_Set/2.txt`]: rows(5) });
  expect(found).toMatchObject([
    { level: 'error', code: 'bad-value', where: expect.stringMatching(/Train_Set\/1\.txt:3$/), what: 'line 3, "0,nan", holds "nan" where a number is expected' },
    { code: 'missing-crops', where: '2' },
  ]);
});

test('what ends the reading of the corpus is an error too', async () => {
  expect(await inspect({ [`${TASK}/Train_Set/all.csv`]: '' })).toMatchObject([{ level: 'error', code: 'unknown-file', where: expect.stringContaining('all.csv') }]);
  expect(await inspect({ [`${TASK}/Validation_Set/1.txt`]: rows(1) })).toMatchObject([{ level: 'error', code: 'duplicate' }]);
});

test('names that differ in case only are an error', async () => {
  const found = await inspect({ [`${TASK}/Train_Set/Video7.txt`]: rows(1), ...crops('cropped_aligned/video7', [1]), ...crops('cropped_aligned/Video7', [1]), 'batch1/Video7.mp4': '' });
  expect(found).toMatchObject([{ level: 'error', code: 'name-twins', where: 'video7', what: 'differs from "Video7" in upper and lower case only' }]);
});

test('a video that is there twice is warned of, with the one that is used', async () => {
  const found = await inspect({ 'batch2/1.avi': '' });
  expect(found).toMatchObject([{ level: 'warning', code: 'duplicate-video', where: '1', what: expect.stringMatching(/is there 2 times: \S+batch1\/1.mp4, \S+batch2\/1.avi; the first is used/) }]);
});

test('strangers in the folders of annotations are named, and the organisers own files are not', async () => {
  const found = await inspect({ [`${TASK}/VA_csv/1.csv`]: '', '6th_ABAW_Annotations/notes.txt': '', '6th_ABAW_Annotations/README.txt': '', '6th_ABAW_Annotations/EXPR_Recognition_Challenge/': '' });
  expect(found).toMatchObject([
    { level: 'warning', code: 'unknown-file', where: expect.stringMatching(/notes\.txt$/), what: 'is no task of the corpus, and is passed over' },
    { level: 'warning', code: 'unknown-file', where: expect.stringMatching(/VA_csv$/), what: 'is no split of the corpus, and is passed over' },
  ]);
});

test('a corpus without a list of the test set is noted', async () => {
  expect(await inspectOnly(without('va_test', 'cropped_aligned/99', 'batch1/99'))).toMatchObject([{ level: 'note', code: 'no-test-list' }]);
});

test('a clip in which no frame has a label is noted (trap 3)', async () => {
  expect(await inspect({ [`${TASK}/Train_Set/1.txt`]: rows(4, '-5,-5') })).toMatchObject([{ level: 'note', code: 'no-label', where: '1' }]);
});

test('a check that is stopped ends with the reason', async () => {
  await expect(inspect({}, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
});

test('another corpus is refused as a mistake of the caller', async () => {
  const other = { ...(await openAffWild2(tree(WHOLE))), kind: 'ravdess' };
  await expect(findingsOf(inspectAffWild2(other))).rejects.toThrow(TypeError);
});

const ALPHABETICAL = ['Anger', 'Disgust', 'Fear', 'Happiness', 'Neutral', 'Other', 'Sadness', 'Surprise'];
const byOrder = (order: readonly string[], split: 'train' | 'validation') => order.map((name) => PUBLISHED_CLASSES[split][EXPR.split(',').indexOf(name)]!);

test('labels numbered in the order of the alphabet are told by how many there are of each', () => {
  const finding = classOrderFinding('train', byOrder(ALPHABETICAL, 'train'), 'Train_Set');
  expect(finding).toMatchObject({ level: 'warning', code: 'class-order', where: 'Train_Set' });
  for (const [code, name] of ALPHABETICAL.entries()) if (name !== EXPR.split(',')[code]) expect(finding!.what).toContain(`${code} looks like ${name} (`);
});

test.each<['train' | 'validation', readonly number[]]>([
  ['train', PUBLISHED_CLASSES.train],
  ['validation', PUBLISHED_CLASSES.train],
  ['train', PUBLISHED_CLASSES.validation],
  ['train', Array<number>(8).fill(10_000)],
  ['train', [0, 0, 0, 0, 0, 0, 0, 50_000]],
  ['train', byOrder(ALPHABETICAL, 'train').map((count) => Math.round(count / 100))],
])('counts of %s that fit as they are, in no order, or are few give no warning: %j', (split, counts) => {
  expect(classOrderFinding(split, counts, 'here')).toBeUndefined();
});

test('wrong codes under the right header are found in the whole corpus', async () => {
  const task = TASK.replace('VA_Estimation', 'EXPR_Recognition');
  const codes = byOrder(ALPHABETICAL, 'train').flatMap((count, code) => Array<string>(Math.round(count / 20)).fill(String(code)));
  const found = await findingsOf(inspectAffWild2(await openAffWild2(tree({ [`${task}/Train_Set/1.txt`]: lines(EXPR, ...codes), [`${task}/Validation_Set/2.txt`]: lines(EXPR, '0') }), { task: 'expr' })));
  expect(found.filter(({ level }) => level === 'warning')).toMatchObject([{ code: 'class-order', where: expect.stringContaining('Train_Set') }]);
});
