import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTruth, type TruthOptions } from '../../../datasets/predictions/read-truth.ts';
import type { ClipTruth, FrameTruth } from '../../../datasets/predictions/truth.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';

const folder = await mkdtemp(join(tmpdir(), 'affekt-truth-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<string> {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, text);
  return whole;
}

const frames = async (id: string, path: string, options?: TruthOptions) => ((await readTruth(path, findProtocol(id), options)) as FrameTruth).clips;
const clips = async (id: string, path: string, options?: TruthOptions) => ((await readTruth(path, findProtocol(id), options)) as ClipTruth).clips;

test('annotations are read with their invalid frames in place: a frame that lacks one of valence and arousal lacks both (trap 3)', async () => {
  const path = await write('va/a.txt', 'valence,arousal\r\n0.5,-0.5\r\n-5,-5\r\n0.25,-5\r\n1,1\r\n');
  expect((await frames('abaw6-va', dirname(path))).get('a')).toEqual({ length: 4, valence: Float32Array.of(0.5, NaN, NaN, 1), arousal: Float32Array.of(-0.5, NaN, NaN, 1) });
});

test('a row of units that lacks one lacks all', async () => {
  const path = await write('au/a.txt', `${findProtocol('abaw6-au').units!.join(',')}\n${'1,'.repeat(11)}0\n${'1,'.repeat(11)}-1\n`);
  expect((await frames('abaw6-au', dirname(path))).get('a')!.units).toEqual(Int8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, ...Array<number>(12).fill(-1)));
});

test('labels out of range are refused by file and line', async () => {
  await expect(frames('abaw6-va', dirname(await write('bad/a.txt', 'valence,arousal\n0,0\n0,-4\n')))).rejects.toThrow(/a\.txt: line 3 has the arousal -4, which is not within \[-1, 1\]/);
});

test('a list of pictures becomes a sequence whose other frames have no label', async () => {
  const path = await write('list.txt', 'image,valence,arousal,expression,aus\na/00002.jpg,0.5,0.5,3,0,0,0,0,0,0,0,0,0,0,0,0\na/00004.jpg,-5,-5,-1,0,0,0,0,0,0,0,0,0,0,0,0\n');
  const { length, expression, valence } = (await frames('abaw4-mtl', path)).get('a')!;
  expect({ length, expression, valence }).toEqual({ length: 4, expression: Int8Array.of(-1, 3, -1, -1), valence: Float32Array.of(NaN, 0.5, NaN, NaN) });
});

test('a table of affekt gives what it says is true, not what was predicted', async () => {
  const path = await write('validation.csv', 'clip,time,valence,arousal,actual_valence,actual_arousal\na,0,0.1,0.1,0.9,0.8\na,0.0333333,0.1,0.1,,\n');
  expect((await frames('abaw6-va', path)).get('a')!.valence).toEqual(Float32Array.of(0.9, NaN));
});

test('a table with splits gives the clips of one of them, and names those there are', async () => {
  const path = await write('splits.csv', 'name,discrete,valence,split\na,sad,1,train\nb,happy,2,test1\n');
  expect([...(await clips('mer2023-multi', path, { split: 'test1' })).keys()]).toEqual(['b']);
  await expect(clips('mer2023-multi', path, { split: 'test9' })).rejects.toThrow(/has no clip of the split "test9"; its splits are train, test1/);
});

test('the root of a corpus is opened, and the validation split is taken', async () => {
  const root = '6th_ABAW_Annotations/EXPR_Recognition_Challenge';
  const header = 'Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other\n';
  await write(`aff/${root}/Train_Set/a.txt`, `${header}1\n2\n`);
  await write(`aff/${root}/Validation_Set/b.txt`, `${header}-1\n3\n7\n`);
  const truth = await readTruth(join(folder, 'aff'), findProtocol('abaw6-expr'));
  expect(truth.split).toBe('validation');
  expect([...truth.clips]).toEqual([['b', expect.objectContaining({ length: 3, expression: Int8Array.of(-1, 3, 7) })]]);
  expect([...(await frames('abaw6-expr', join(folder, 'aff'), { split: 'train' })).keys()]).toEqual(['a']);
});

test('a split without labels is refused with what to do', async () => {
  await expect(frames('abaw6-expr', join(folder, 'aff'), { split: 'test' })).rejects.toThrow(/split "test"/);
});
