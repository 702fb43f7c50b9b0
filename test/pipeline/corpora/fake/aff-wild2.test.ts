import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Clip } from '../../../../datasets/clip.ts';
import { openCorpus } from '../../../../datasets/open-corpus.ts';
import type { Quirk } from '../../../../pipeline/corpora/fake/fake-plan.ts';
import { makeFake } from '../../../../pipeline/corpora/fake/make-fake.ts';

let root = '';
let quirks: readonly Quirk[] = [];

beforeAll(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'fake-aff-wild2-')), 'corpus');
  ({ quirks } = await makeFake('aff-wild2', root, { clips: 16, seed: 3, seconds: 2, media: 'crops' }));
}, 60_000);

async function read(task: string, layout: Record<string, string> = {}): Promise<Map<string, Clip>> {
  const { dataset } = await openCorpus('aff-wild2', root, { task, layout });
  const clips = new Map<string, Clip>();
  for await (const clip of dataset) clips.set(clip.clip, clip);
  return clips;
}

function having(quirk: string): readonly Quirk[] {
  const found = quirks.filter((each) => each.quirk === quirk);
  expect(found, quirk).not.toHaveLength(0);
  return found;
}

test('every kind of quirk is there from sixteen videos on', () => {
  const expected = ['avi', 'gap-in-crops', 'invalid-au', 'invalid-expr', 'invalid-va', 'labels-one-longer', 'left-behind', 'list-one-longer', 'new-video', 'no-final-line-break', 'no-sound', 'nominal-rate', 'other-split', 'rate', 'silent', 'sound-ends-early', 'stereo', 'suffix-alone', 'two-people'];
  expect([...new Set(quirks.map(({ quirk }) => quirk))].sort()).toEqual(expected);
});

test('three tasks have three splits, and a video may be in another one in another task', async () => {
  const [va, expr] = [await read('va'), await read('expr')];
  for (const clips of [va, expr, await read('au')]) expect(new Set([...clips.values()].map(({ split }) => split))).toEqual(new Set(['train', 'validation', 'test']));
  const [moved, absent] = having('other-split');
  expect([va.get(moved!.where)?.split, expr.get(moved!.where)?.split]).toEqual(['train', 'validation']);
  expect([va.get(absent!.where)?.split, expr.get(absent!.where)]).toEqual(['train', undefined]);
});

test.each(['cropped_aligned', 'cropped'])('crops of %s are found by the number of their frame, gaps left open, whichever folder a key is in (trap 1)', async (faces) => {
  const clips = await read('va', { faces });
  for (const { where, facts } of having('gap-in-crops')) {
    const crops = await clips.get(where)!.crops!();
    const [from, to] = facts!.gap as readonly number[];
    expect([crops.numbers.length, crops.numbers[0]]).toEqual([facts!.crops, facts!.first]);
    expect([crops.path(from!), crops.path(to!)]).toEqual([undefined, undefined]);
    expect(crops.path(to! + 1) ?? crops.path(from! - 1)).toMatch(/\d{5}\.jpg$/);
  }
  for (const clip of clips.values()) expect((await clip.crops!()).numbers.length).toBeGreaterThan(0);
});

test('the second line of an annotation is the label of frame 1 (trap 2)', async () => {
  const [clip] = [...(await read('va')).values()].filter(({ split }) => split === 'train');
  const lines = readFileSync(join(root, '6th_ABAW_Annotations/VA_Estimation_Challenge/Train_Set', `${clip!.clip}.txt`), 'utf8').split('\n');
  const answer = await clip!.frames!();
  expect(lines[0]).toBe('valence,arousal');
  expect([answer.valence![0], answer.arousal![0]]).toEqual(lines[1]!.split(',').map((cell) => Math.fround(Number(cell))));
  expect(answer.length).toBe(lines.length - 2);
});

test.each(['va', 'expr', 'au'] as const)('frames of %s without a label stay in the sequence (trap 3)', async (task) => {
  const clips = await read(task);
  const field = { va: 'valence', expr: 'expression', au: 'units' } as const;
  for (const { where, facts } of having(`invalid-${task}`).filter(({ where: key }) => clips.get(key)?.frames !== undefined)) {
    const answer = await clips.get(where)!.frames!();
    const values = answer[field[task]]!;
    const width = values.length / answer.length;
    const isOut = (frame: number) => values.slice((frame - 1) * width, frame * width).every((value) => Number.isNaN(value) || value === -1);
    const out = Array.from({ length: answer.length }, (_, index) => index + 1).filter(isOut);
    expect([out[0], out.at(-1), out.length]).toEqual([facts!.first, facts!.last, facts!.count]);
  }
});

test('labels and lists of the test set are one frame longer than the video, and the list governs (trap 5)', async () => {
  const clips = await read('va');
  for (const { where, facts } of having('labels-one-longer')) expect((await clips.get(where)!.frames!()).length).toBe(facts!.rows);
  for (const { where, facts } of having('list-one-longer')) {
    expect(clips.get(where)).toMatchObject({ split: 'test', length: facts!.rows });
    expect(Number(facts!.rows)).toBe(Number(facts!.frames) + 1);
  }
});

test('labels of the test set lie with the organisers only, one row for each of the list', async () => {
  const clips = [...(await read('expr')).values()].filter(({ split }) => split === 'test');
  for (const { clip, frames, length } of clips) {
    expect(frames).toBeUndefined();
    const text = await readFile(join(root, 'organisers/6th_ABAW_Annotations/EXPR_Recognition_Challenge/Test_Set', `${clip}.txt`), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(length! + 1);
  }
});

test('the samples have eight names and one integer a row, and are not in the order of names (trap 6)', async () => {
  const lines = (await readFile(join(root, 'CVPR_6th_ABAW_Expr_test_set_example.txt'), 'utf8')).trimEnd().split('\n');
  expect(lines[0]).toBe('image_location,Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other');
  expect(lines[1]).toMatch(/^[\w-]+\/00001\.jpg,\d$/);
  const keys = [...new Set(lines.slice(1).map((line) => line.split('/')[0]!))];
  expect(keys).not.toEqual(keys.toSorted());
});

test('Neutral and Other make up about half of the frames, and every class is in every split (trap 35)', async () => {
  const counts = new Map<string, number[]>();
  for (const clip of (await read('expr')).values()) {
    const codes = clip.frames === undefined ? [] : (await clip.frames()).expression!;
    const split = counts.get(clip.split!) ?? new Array<number>(8).fill(0);
    for (const code of codes) if (code >= 0) split[code]! += 1;
    counts.set(clip.split!, split);
  }
  const train = counts.get('train')!;
  expect((train[0]! + train[7]!) / train.reduce((sum, count) => sum + count, 0)).toBeCloseTo(0.5, 0);
  expect(Math.min(...train)).toBeGreaterThan(0);
});

test.each([
  [3, 'Third ABAW Annotations', 'expr'],
  [3, 'Third ABAW Annotations', 'mtl'],
  [5, '5th_ABAW_Annotations', 'expr'],
  [8, '8th_ABAW_Annotations', 'au'],
] as const)('edition %i in "%s" opens for %s (trap 7)', async (edition, folder, task) => {
  const other = join(await mkdtemp(join(tmpdir(), 'fake-edition-')), 'corpus');
  await makeFake('aff-wild2', other, { clips: 6, edition, seconds: 1, media: 'none' });
  const { dataset } = await openCorpus('aff-wild2', other, { task });
  const splits = new Map<string, number>();
  for await (const { split = '' } of dataset) splits.set(split, (splits.get(split) ?? 0) + 1);
  expect((dataset as unknown as { folders: { annotations: string } }).folders.annotations).toBe(join(other, folder));
  expect([...splits.keys()].sort()).toEqual(['test', 'train', 'validation']);
});

test.each([4, 7])('edition %i has the multi-task set only, with every third frame', async (edition) => {
  const other = join(await mkdtemp(join(tmpdir(), 'fake-edition-')), 'corpus');
  await makeFake('aff-wild2', other, { clips: 4, edition, seconds: 1, media: 'none' });
  const { dataset } = await openCorpus('aff-wild2', other, { task: 'mtl' });
  for await (const clip of dataset) {
    if (clip.frames === undefined) continue;
    const { units, expression, length } = await clip.frames();
    expect([units!.length, length % 3]).toEqual([12 * length, 1]);
    expect([expression![1], expression![2]]).toEqual([-1, -1]);
  }
});
