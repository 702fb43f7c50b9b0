import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { openAffWild2 } from '../../../datasets/aff-wild2/open-aff-wild2.ts';
import { CORPORA } from '../../../datasets/corpora.ts';
import { makeFolds } from '../../../datasets/folds/make-folds.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { AU, EXPR, VA, clipsOf, crops, lines, tree } from './tree.ts';

const SIXTH = '6th_ABAW_Annotations';
const AFFECT = `${SIXTH}/VA_Estimation_Challenge`;
const MINIMAL = { [`${AFFECT}/Train_Set/1.txt`]: lines(VA, '0,0'), [`${AFFECT}/Validation_Set/2.txt`]: lines(VA, '0.5,0.5', '-5,-5') };

test.each([
  ['6th_ABAW_Annotations', 'EXPR_Recognition_Challenge', 'Train_Set'],
  ['6th ABAW Annotations', 'EXPR_Classification_Challenge', 'Train_Set'],
  ['5th_ABAW_Annotations', 'EXPR_Classification_Challenge', 'Train_Set'],
  ['Third ABAW Annotations', 'EXPR_Classification_Challenge', 'Train_Set'],
  ['3rd ABAW Annotations/Third ABAW Annotations', 'EXPR_Classification_Challenge', 'Train_Set'],
  ['8th-ABAW-annotations', 'EXPR Recognition Challenge', 'train set'],
  ['annotations', 'EXPR_Set', 'Training_Set'],
])('the annotations "%s" with "%s" are found (trap 7)', async (annotations, task, split) => {
  const root = tree({ [`${annotations}/${task}/${split}/1.txt`]: lines(EXPR, '3', '-1'), [`${annotations}/${task}/Validation_Set/2.txt`]: lines(EXPR, '0') });
  const dataset = await openAffWild2(root, { task: 'expr' });
  const clips = await clipsOf(dataset);
  expect(clips.map(({ clip, split: part }) => [clip, part])).toEqual([
    ['1', 'train'],
    ['2', 'validation'],
  ]);
  expect(await clips[0]!.frames!()).toEqual({ length: 2, expression: Int8Array.of(3, -1) });
  expect(dataset.classes).toEqual(EXPR.split(','));
});

test('every name may be given where a copy has other ones (trap 7)', async () => {
  const root = tree({ 'abaw/emotions/t/1.txt': lines(EXPR, '1'), 'abaw/emotions/v/2.txt': lines(EXPR, '2'), ...crops('pictures/1', [1]), 'films/1.mp4': '', 'list.txt': lines('9') });
  const layout = { annotations: 'abaw', expr: 'emotions', train: 't', validation: 'v', faces: 'pictures', videos: 'films', testList: 'list.txt' };
  const clips = await clipsOf(await openAffWild2(root, { task: 'expr', layout }));
  expect(clips.map(({ clip, split }) => `${split}/${clip}`)).toEqual(['train/1', 'validation/2', 'test/9']);
  expect(clips[0]!.media).toBe(join(root, 'films/1.mp4'));
  expect([...(await clips[0]!.crops!()).numbers]).toEqual([1]);
});

test('crops are found by the number of their frame, over all folders that have some of them (trap 1)', async () => {
  const root = tree({ ...MINIMAL, ...crops('cropped_aligned/cropped_aligned/1', [2, 3, 10, 11]), ...crops('cropped_aligned/cropped_aligned_new_50_vids/1', [1, 7]), 'cropped_aligned/cropped_aligned/1/.DS_Store': '' });
  const [first] = await clipsOf(await openAffWild2(root));
  const found = await first!.crops!();
  expect(found.numbers).toEqual(Int32Array.of(1, 2, 3, 7, 10, 11));
  expect(relative(root, found.path(7)!)).toBe('cropped_aligned/cropped_aligned_new_50_vids/1/00007.jpg');
  expect(relative(root, found.path(10)!)).toBe('cropped_aligned/cropped_aligned/1/00010.jpg');
  expect(found.path(4)).toBeUndefined();
});

test('a crop that is numbered 0 or named otherwise is refused (trap 1)', async () => {
  const read = async (files: Record<string, string>) => (await clipsOf(await openAffWild2(tree({ ...MINIMAL, ...files }))))[0]!.crops!();
  await expect(read(crops('cropped_aligned/1', [0, 1]))).rejects.toMatchObject({ code: 'UNKNOWN_FILE', detail: 'is numbered 0, and frames are counted from 1' });
  await expect(read({ 'cropped_aligned/1/face.jpg': '' })).rejects.toMatchObject({ code: 'UNKNOWN_FILE', path: expect.stringContaining('face.jpg') });
});

test.each([
  ['cropped_aligned/cropped_aligned', undefined],
  ['cropped_aligned', undefined],
  ['cropped_aligned_new_50_vids', undefined],
  ['cropped/batch2', 'cropped'],
  ['cropped/cropped_new_50_vids', 'cropped'],
  ['cropped', 'cropped'],
  ['mine/a', 'mine/b,mine/a'],
])('crops in %s are used when faces are %s (trap 14)', async (folder, faces) => {
  const root = tree({ ...MINIMAL, ...crops('cropped_aligned/other', [1]), ...crops('cropped/batch1/other', [1]), 'mine/b/': '', ...crops(`${folder}/1`, [5]) });
  const [first] = await clipsOf(await openAffWild2(root, { layout: faces === undefined ? {} : { faces } }));
  expect(relative(root, (await first!.crops!()).path(5)!)).toBe(`${folder}/1/00005.jpg`);
});

test('of a crop that is in two folders, the folder named first is taken', async () => {
  const root = tree({ ...MINIMAL, ...crops('a/1', [1, 2]), ...crops('b/1', [2, 3]) });
  const [clip] = await clipsOf(await openAffWild2(root, { layout: { faces: 'b,a' } }));
  const found = await clip!.crops!();
  expect([...found.numbers].map((number) => relative(root, found.path(number)!))).toEqual(['a/1/00001.jpg', 'b/1/00002.jpg', 'b/1/00003.jpg']);
});

test('aligned and loose crops are never mixed (trap 14)', async () => {
  const root = tree({ ...MINIMAL, ...crops('cropped_aligned/1', [1, 2]), ...crops('cropped/batch1/1', [1, 2, 3]) });
  const numbersOf = async (faces: string) => [...(await (await clipsOf(await openAffWild2(root, { layout: { faces } })))[0]!.crops!()).numbers];
  expect(await numbersOf('cropped_aligned')).toEqual([1, 2]);
  expect(await numbersOf('cropped')).toEqual([1, 2, 3]);
});

const PAIR = { [`${AFFECT}/Train_Set/7_left.txt`]: lines(VA, '0,0', '0,0', '0,0'), [`${AFFECT}/Train_Set/7_right.txt`]: lines(VA, '1,1', '1,1', '1,1'), [`${AFFECT}/Validation_Set/video49_right.txt`]: lines(VA, '0,0') };

test('two people of a video share its video and sound, and are in one fold (trap 4)', async () => {
  const root = tree({ ...PAIR, 'batch1/7.mp4': '', 'batch1/7.avi': '', 'batch2/video49.avi': '' });
  const clips = await clipsOf(await openAffWild2(root));
  expect(clips.map(({ clip, video, media }) => [clip, video, relative(root, media!)])).toEqual([
    ['7_left', '7', 'batch1/7.mp4'],
    ['7_right', '7', 'batch1/7.mp4'],
    ['video49_right', 'video49', 'batch2/video49.avi'],
  ]);
  const { folds } = makeFolds(clips, { kind: 'leave-one-out', by: 'video' });
  expect(folds.map(({ val }) => val.map(({ clip }) => clip))).toEqual([['7_left', '7_right'], ['video49_right']]);
});

test('each person in a video has a timeline and crops of their own, dense over the frames (trap 13)', async () => {
  const root = tree({ ...PAIR, ...crops('cropped_aligned/7_left', [1, 3]), ...crops('cropped_aligned/7_right', [2]) });
  const [left, right] = await clipsOf(await openAffWild2(root));
  expect([(await left!.frames!()).length, [...(await left!.crops!()).numbers]]).toEqual([3, [1, 3]]);
  expect([(await right!.frames!()).length, [...(await right!.crops!()).numbers]]).toEqual([3, [2]]);
});

test('the folds of the trainer take the splits as they are', async () => {
  const { folds } = makeFolds(await clipsOf(await openAffWild2(tree({ ...MINIMAL, 'va_test_set_release.txt': lines('3') }))), { kind: 'given', by: 'split' });
  expect(folds.map(({ train, val, test: held }) => [train, val, held].map((part) => part.map(({ clip }) => clip)))).toEqual([[['1'], ['2'], ['3']]]);
});

test('the rate of a video is that of its container, whatever its name says (trap 15)', async () => {
  const key = '14-30-64x48';
  const root = tree({ [`${AFFECT}/Train_Set/${key}.txt`]: lines(VA, '0,0'), 'batch1/': '' });
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=duration=1:size=64x48:rate=15', '-pix_fmt', 'yuv420p', join(root, `batch1/${key}.mp4`)]);
  const [clip] = await clipsOf(await openAffWild2(root));
  expect((await probe(clip!.media!)).video?.rate).toBeCloseTo(15, 6);
});

const SAMPLE = 'CVPR_6th_ABAW_VA_test_set_example.txt';
const ROWS = lines('image_location,valence,arousal', '9/00001.jpg,0,0', '9/00002.jpg,0,0', '9/00003.jpg,0,0', '130-25-1280x720_left/00001.jpg,0,0');

test.each([SAMPLE, `test_set_examples/${SAMPLE}`, `${AFFECT}/TestSet/names/ABAW_VA_test_set_sample.txt`, `${SIXTH}/va_test_set_sample.txt`])('the sample %s says which clips the test set has, and how many frames each (trap 5)', async (name) => {
  const clips = await clipsOf(await openAffWild2(tree({ ...MINIMAL, [name]: ROWS })));
  const held = clips.filter(({ split }) => split === 'test');
  expect(held.map(({ clip, video, length, frames }) => [clip, video, length, frames])).toEqual([
    ['130-25-1280x720_left', '130-25-1280x720', 1, undefined],
    ['9', '9', 3, undefined],
  ]);
});

test('a sample of expressions has eight names in its header and one number in a row (trap 6)', async () => {
  const root = tree({ [`${SIXTH}/EXPR_Recognition_Challenge/Train_Set/1.txt`]: lines(EXPR, '0'), 'CVPR_6th_ABAW_Expr_test_set_example.txt': lines(`image_location,${EXPR}`, '9/00001.jpg,0', '9/00002.jpg,0') });
  expect((await clipsOf(await openAffWild2(root, { task: 'expr' }))).at(-1)).toMatchObject({ clip: '9', split: 'test', length: 2 });
});

test('a list of videos gives test clips without a length, and a sample beside it governs', async () => {
  const release = 'names_of_videos_in_each_test_set/Valence_Arousal_Estimation_Challenge_test_set_release.txt';
  const withList = await clipsOf(await openAffWild2(tree({ ...MINIMAL, [release]: '9\r\n10_left\r\n' })));
  expect(withList.slice(2)).toEqual([
    { clip: '10_left', video: '10', split: 'test' },
    { clip: '9', video: '9', split: 'test' },
  ]);
  const withBoth = await clipsOf(await openAffWild2(tree({ ...MINIMAL, [release]: lines('9', '10_left'), [SAMPLE]: ROWS })));
  expect(withBoth.slice(2).map(({ clip }) => clip)).toEqual(['130-25-1280x720_left', '9']);
});

test('lists of other tasks are not taken, and an empty name turns the list off', async () => {
  const files = { ...MINIMAL, 'CVPR_6th_ABAW_Expr_test_set_example.txt': ROWS, 'CVPR_6th_ABAW_AU_test_set_example.txt': ROWS, 'CVPR_6th_ABAW_CE_test_set_sample.txt': ROWS };
  expect(await clipsOf(await openAffWild2(tree(files)))).toHaveLength(2);
  expect(await clipsOf(await openAffWild2(tree({ ...MINIMAL, [SAMPLE]: ROWS }), { layout: { testList: '' } }))).toHaveLength(2);
});

test('labels of the test set are read where they are at hand, with the length that the sample asks for', async () => {
  const root = tree({ ...MINIMAL, [`${AFFECT}/Test_Set/9.txt`]: lines(VA, '0,1', '0,1'), [SAMPLE]: ROWS });
  const held = (await clipsOf(await openAffWild2(root))).filter(({ split }) => split === 'test');
  expect(held.map(({ clip, length }) => [clip, length])).toEqual([
    ['130-25-1280x720_left', 1],
    ['9', 3],
  ]);
  expect((await held[1]!.frames!()).length).toBe(2);
});

test('a video may be in another split for another task', async () => {
  const units = Array.from({ length: 12 }, () => '0').join(',');
  const root = tree({ ...MINIMAL, [`${SIXTH}/AU_Detection_Challenge/Validation_Set/1.txt`]: lines(AU, units) });
  const splitOf = async (task: string) => (await clipsOf(await openAffWild2(root, { task }))).find(({ clip }) => clip === '1')?.split;
  expect([await splitOf('va'), await splitOf('au')]).toEqual(['train', 'validation']);
});

test('iterating twice gives the same clips in the same order', async () => {
  const root = tree({ ...PAIR, [`${AFFECT}/Train_Set/10.txt`]: lines(VA, '0,0'), [`${AFFECT}/Train_Set/Zoe.txt`]: lines(VA, '0,0'), [SAMPLE]: ROWS });
  const dataset = await openAffWild2(root);
  const names = async () => (await clipsOf(dataset)).map(({ clip }) => clip);
  const first = await names();
  expect(first).toEqual(['10', '7_left', '7_right', 'Zoe', 'video49_right', '130-25-1280x720_left', '9']);
  expect(await names()).toEqual(first);
});

test('what is missing beside the labels is warned of, and the labels are read all the same', async () => {
  const { warnings } = await openAffWild2(tree({ [`${AFFECT}/Train_Set/1.txt`]: lines(VA, '0,0') }));
  expect(warnings.map((text) => text.replace(/^\S+ /, ''))).toEqual([
    'has no validation split.',
    'has no folder of crops such as cropped_aligned; name it with --layout faces=FOLDERS.',
    'has no folder of videos (batch1, batch2, new_vids); name them with --layout videos=FOLDERS.',
  ]);
});

test.each<[string, string | RegExp]>([
  [SIXTH, 'is the folder of annotations itself: it holds VA_Estimation_Challenge'],
  [AFFECT, 'is the folder of one task: it holds Train_Set'],
  [`${AFFECT}/Train_Set`, 'is the folder of one split of one task'],
  ['cropped_aligned', 'is a folder of crops'],
  ['cropped_aligned/cropped_aligned', 'is a folder of crops'],
  ['cropped_aligned/cropped_aligned/1', 'holds the crops of one face'],
  ['batch1', 'is a folder of videos'],
  ['..', /holds no folder of annotations such as "6th_ABAW_Annotations"; it holds "/],
])('giving %s in place of the root is refused, with the folder to give', async (folder, what) => {
  const parent = tree(Object.fromEntries(Object.entries({ ...MINIMAL, ...crops('cropped_aligned/cropped_aligned/1', [1]), 'batch1/1.mp4': '' }).map(([name, content]) => [`data/${name}`, content])));
  const root = join(parent, 'data');
  await expect(openAffWild2(join(root, folder))).rejects.toMatchObject({ code: 'UNKNOWN_LAYOUT', detail: typeof what === 'string' ? what : expect.stringMatching(what), next: `Give ${root}, which holds the annotations.` });
});

test('annotations in a folder of another name are refused with the option that names it', async () => {
  const root = tree({ 'mine/VA_Estimation_Challenge/Train_Set/1.txt': lines(VA, '0,0') });
  await expect(openAffWild2(join(root, 'mine'))).rejects.toMatchObject({ next: `Give its parent ${root}, with --layout annotations="mine".` });
  await expect(openAffWild2(root)).rejects.toMatchObject({ detail: 'holds no folder of annotations such as "6th_ABAW_Annotations"; it holds "mine"', next: 'Name the annotations with --layout annotations="mine".' });
  expect(await clipsOf(await openAffWild2(root, { layout: { annotations: 'mine' } }))).toHaveLength(1);
});

test.each([
  ['a file', 'data.txt', 'NOT_FOUND', 'is a file'],
  ['nothing', 'nowhere', 'NOT_FOUND', 'does not exist'],
  ['an empty folder', 'data', 'UNKNOWN_LAYOUT', 'it is empty'],
])('a root that is %s is refused', async (_, name, code, what) => {
  const root = tree({ 'data.txt': '', 'data/': '' });
  await expect(openAffWild2(join(root, name))).rejects.toMatchObject({ code, detail: expect.stringContaining(what) });
});

test.each<[string, { files?: Record<string, string>; task?: string; layout?: Record<string, string> }, string, string | RegExp]>([
  ['annotations of two editions', { files: { '5th_ABAW_Annotations/VA_Estimation_Challenge/Train_Set/1.txt': '' } }, 'AMBIGUOUS', 'holds annotations of several editions, "5th_ABAW_Annotations" and "6th_ABAW_Annotations"'],
  ['two folders of a task', { files: { [`${SIXTH}/EXPR_Recognition_Challenge/Train_Set/1.txt`]: '', [`${SIXTH}/EXPR_Classification_Challenge/Train_Set/1.txt`]: '' }, task: 'expr' }, 'AMBIGUOUS', /"EXPR_Classification_Challenge" and "EXPR_Recognition_Challenge"/],
  ['two folders of a split', { files: { [`${AFFECT}/Training_Set/1.txt`]: '' } }, 'AMBIGUOUS', /"Train_Set" and "Training_Set" for the split train/],
  ['two samples', { files: { [SAMPLE]: ROWS, 'CVPR_5th_ABAW_VA_test_set_sample.txt': ROWS } }, 'AMBIGUOUS', /several lists of the test set for the task va/],
  ['no folder of the task', { task: 'au' }, 'UNKNOWN_LAYOUT', /holds no folder of the task au, which is called AU_Detection_Challenge or AU_Set; it holds "VA_Estimation_Challenge"/],
  ['no split', { files: { [`${SIXTH}/AU_Detection_Challenge/readme.txt`]: '' }, task: 'au' }, 'UNKNOWN_LAYOUT', 'holds no Train_Set or Validation_Set; it holds "readme.txt"'],
  ['a task that is not known', { task: 'pain' }, 'UNKNOWN_KIND', 'has no task "pain"; its tasks are va, expr, au, mtl'],
  ['annotations that are not there', { layout: { annotations: 'x' } }, 'NOT_FOUND', /is no folder of annotations/],
  ['crops that are not there', { layout: { faces: 'cropped' } }, 'NOT_FOUND', /is no folder of crops/],
  ['videos that are not there', { layout: { videos: 'x' } }, 'NOT_FOUND', /is no folder of videos/],
  ['a split that is not there', { layout: { train: 'x' } }, 'NOT_FOUND', 'does not exist'],
  ['a list that is not there', { layout: { testList: 'x.txt' } }, 'NOT_FOUND', /is no list of the test set/],
])('%s: refused when it is opened', async (_, { files, ...options }, code, detail) => {
  await expect(openAffWild2(tree({ ...MINIMAL, ...files }), options)).rejects.toMatchObject({ code, detail: typeof detail === 'string' ? detail : expect.stringMatching(detail) });
});

test.each<[string, Record<string, string>, string, string | RegExp]>([
  ['a table among the labels', { [`${AFFECT}/Train_Set/all.csv`]: '' }, 'UNKNOWN_FILE', /is no annotation: Train_Set holds one <video>.txt/],
  ['a folder among the labels', { [`${AFFECT}/Train_Set/more/`]: '' }, 'UNKNOWN_FILE', /is no annotation/],
  ['a video that is in two splits', { [`${AFFECT}/Validation_Set/1.txt`]: lines(VA, '0,0') }, 'DUPLICATE', /names "1" for validation, and .*Train_Set\/1.txt names it for train/],
  ['a test clip that has labels for training', { [SAMPLE]: lines('image_location,valence,arousal', '1/00001.jpg,0,0') }, 'DUPLICATE', /names "1" for test, and/],
  ['a list that leaves its folder', { [SAMPLE]: lines('image_location,valence,arousal', '../00001.jpg,0,0') }, 'BAD_NAME', 'line 2, "../00001.jpg", names a folder outside the corpus'],
  ['a list with a path', { [SAMPLE]: lines('image_location,valence,arousal', '9/00001.jpg,0,0', '../../etc/9/00001.jpg,0,0') }, 'BAD_NAME', /line 3, ".*", names a folder outside the corpus/],
  ['a list of other things', { [SAMPLE]: lines('image_location,valence,arousal', 'a/b.jpg,0,0') }, 'BAD_NAME', 'line 2, "a/b.jpg", does not name a picture like "key/00001.jpg"'],
  ['a list whose frames begin with 0', { [SAMPLE]: lines('image_location,valence,arousal', '9/00000.jpg,0,0') }, 'BAD_NAME', /is numbered 0, and frames are counted from 1/],
  ['a list that names the folder above', { 'va_test_set_release.txt': lines('..') }, 'BAD_NAME', /line 1 is ".."/],
  ['a list with a video twice', { 'va_test_set_release.txt': lines('9', '8', '9') }, 'DUPLICATE', 'line 3 lists "9", which was listed before'],
  ['an empty list', { 'va_test_set_release.txt': '\n' }, 'NOT_A_TABLE', 'lists nothing'],
])('%s: refused by name when the clips are read', async (_, files, code, detail) => {
  const dataset = await openAffWild2(tree({ ...MINIMAL, ...files }));
  await expect(clipsOf(dataset)).rejects.toMatchObject({ code, detail: typeof detail === 'string' ? detail : expect.stringMatching(detail) });
});

test('hidden files and what file managers leave behind are passed over', async () => {
  const root = tree({ ...MINIMAL, [`${AFFECT}/Train_Set/.DS_Store`]: '', [`${AFFECT}/Train_Set/._1.txt`]: '', [`${AFFECT}/Train_Set/Thumbs.db`]: '' });
  expect(await clipsOf(await openAffWild2(root))).toHaveLength(2);
});

test('the corpus is known by its name, and its published counts name every class', async () => {
  const corpus = CORPORA['aff-wild2']!;
  expect((await clipsOf(await corpus.open(tree(MINIMAL)))).map(({ clip }) => clip)).toEqual(['1', '2']);
  const classes = corpus.published.filter(({ of, split }) => typeof of === 'object' && split === 'train');
  expect(classes.map(({ of }) => (of as { class: string }).class)).toEqual(EXPR.split(','));
  expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(585_317);
});

test('a folder that is a link to another disk is read as one', async () => {
  const root = tree(MINIMAL);
  const other = tree(crops('faces/1', [1]));
  mkdirSync(join(root, 'cropped_aligned'));
  execFileSync('ln', ['-s', join(other, 'faces'), join(root, 'cropped_aligned', 'cropped_aligned')]);
  const [clip] = await clipsOf(await openAffWild2(root));
  expect(basename((await clip!.crops!()).path(1)!)).toBe('00001.jpg');
});
