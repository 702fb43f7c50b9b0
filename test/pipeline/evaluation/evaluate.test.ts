import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { ClipPredictions, FramePredictions } from '../../../datasets/predictions/predictions.ts';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../../datasets/predictions/read-truth.ts';
import type { ClipTruth, FrameTruth } from '../../../datasets/predictions/truth.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { evaluate, type EvaluateOptions } from '../../../pipeline/evaluation/evaluate.ts';
import { annotation, frameTable, multiTask, useFolder, type HEADERS } from './fixture.ts';
import golden from './golden/evaluation.json' with { type: 'json' };

const write = useFolder();

async function annotations(task: keyof typeof HEADERS): Promise<string> {
  const paths = await Promise.all(golden.videos.map((video) => write(`labels-${task}/${video.name}.txt`, annotation(task, video))));
  return dirname(paths[0]!);
}

async function score(task: keyof typeof HEADERS, text = frameTable(task), options: EvaluateOptions = {}) {
  const protocol = findProtocol(`abaw6-${task}`);
  return evaluate(await readPredictions(await write(`${task}.txt`, text), protocol), await readTruth(await annotations(task), protocol), protocol, { replicates: 50, ...options });
}

/** One video of answers and labels of valence and arousal. */
function affect(predicted: readonly number[], actual: readonly number[], name = 'a'): { predictions: FramePredictions; truth: FrameTruth } {
  const frames = Int32Array.from(predicted, (_, row) => row + 1);
  const [answers, labels] = [Float32Array.from(predicted), Float32Array.from(actual)];
  return {
    predictions: { level: 'frame', clips: new Map([[name, { frames, valence: answers, arousal: answers }]]) },
    truth: { level: 'frame', clips: new Map([[name, { length: labels.length, valence: labels, arousal: labels }]]), warnings: [] },
  };
}

const va = findProtocol('abaw6-va');

test('CCC is taken once over all valid frames of all videos, with moments over n, and not as a mean over videos (trap 9)', async () => {
  const { score: found, parts, counts, clips } = await score('va');
  expect(found).toBeCloseTo(golden.va.score, 6);
  expect(Math.abs(found! - golden.va.perVideo)).toBeGreaterThan(0.1);
  expect(Math.abs(found! - golden.va.sampleMoments)).toBeGreaterThan(5e-6);
  expect(counts).toMatchObject({ rows: golden.va.frames, missing: 0, extra: 0, clips: 4 });
  expect(parts).toMatchObject({ 'ccc-valence': expect.closeTo(golden.va.valence, 6) });
  const perVideo = clips.reduce((sum, clip) => sum + clip.scores.ccc! / clips.length, 0);
  expect(perVideo).toBeCloseTo(golden.va.perVideo, 5);
});

test('a constant answer has CCC 0 and is told of; constant and equal labels leave it undefined, without NaN (trap 9)', () => {
  const flat = affect([0.25, 0.25, 0.25], [0.1, 0.5, -0.3]);
  const result = evaluate(flat.predictions, flat.truth, va);
  expect(result.score).toBe(0);
  expect(result.warnings.join(' ')).toContain('Every answer for valence is the same');
  const equal = affect([0.25, 0.25, 0.25], [0.25, 0.25, 0.25]);
  expect(evaluate(equal.predictions, equal.truth, va)).toMatchObject({ score: null, parts: { 'ccc-valence': null } });
});

test('valence is the first column and arousal the second, and a file that has them the other way round is told of (trap 8)', async () => {
  const { parts } = await score('va');
  expect(parts['ccc-valence']).toBeCloseTo(golden.va.valence, 6);
  expect(parts['ccc-arousal']).toBeCloseTo(golden.va.arousal, 6);
  const wave = Float32Array.from({ length: 300 }, (_, row) => Math.sin(row / 9));
  const other = Float32Array.from({ length: 300 }, (_, row) => Math.cos(row / 31));
  const frames = Int32Array.from({ length: 300 }, (_, row) => row + 1);
  const result = evaluate({ level: 'frame', clips: new Map([['a', { frames, valence: other, arousal: wave }]]) }, { level: 'frame', clips: new Map([['a', { length: 300, valence: wave, arousal: other }]]), warnings: [] }, va);
  expect(result.warnings.join(' ')).toMatch(/SWAPPED COLUMNS\? .* would be 1\.000/);
});

test('the score of whole videos is not that of their windows (trap 10)', () => {
  const ramp = Array.from({ length: 100 }, (_, row) => row / 100);
  const noisy = ramp.map((value, row) => value + (row % 2 === 0 ? 0.05 : -0.05));
  const whole = affect(noisy, ramp);
  const windows = Array.from({ length: 20 }, (_, window) => affect(noisy.slice(5 * window, 5 * window + 5), ramp.slice(5 * window, 5 * window + 5)));
  const found = evaluate(whole.predictions, whole.truth, va).score!;
  const mean = windows.reduce((sum, each) => sum + evaluate(each.predictions, each.truth, va).score! / 20, 0);
  expect(found).toBeGreaterThan(0.98);
  expect(mean).toBeLessThan(0.5);
});

test('invalid frames are in no metric, keep their place, and are counted (trap 3)', async () => {
  const { counts, score: found } = await score('expr');
  expect(found).toBeCloseTo(golden.expr.score, 10);
  const frames = golden.videos.reduce((sum, { expr }) => sum + expr.length, 0);
  expect(counts).toMatchObject({ rows: golden.expr.frames, invalid: frames - golden.expr.frames });
});

test('macro F1 counts all 8 classes over all frames at once: neither accuracy, nor weighted by how frequent a class is, nor a mean over videos (trap 35)', async () => {
  const { score: found, parts, classes } = await score('expr');
  expect(parts.accuracy).toBeCloseTo(golden.expr.accuracy, 10);
  expect(found).toBeCloseTo(golden.expr.score, 10);
  expect(Math.abs(found! - golden.expr.perVideo)).toBeGreaterThan(0.1);
  expect(Math.abs(found! - classes!.weightedF1)).toBeGreaterThan(0.1);
});

test('action units are scored by the F1 of "active", unit by unit', async () => {
  const { score: found, units, counts } = await score('au');
  expect(found).toBeCloseTo(golden.au.score, 10);
  expect(units!.map(({ f1 }) => f1)).toEqual(golden.au.units.map((f1): unknown => expect.closeTo(f1, 10)));
  expect(counts.rows).toBe(golden.au.frames);
});

test('the multi-task score is the sum of three, each over the frames that have its labels', async () => {
  const protocol = findProtocol('abaw4-mtl');
  const [answers, labels] = [await write('mtl.txt', multiTask('answers')), await write('mtl-labels.txt', multiTask('labels'))];
  const { score: found } = evaluate(await readPredictions(answers, protocol), await readTruth(labels, protocol), protocol, { replicates: 10 });
  expect(found).toBeCloseTo(golden.mtl, 6);
});

test('a row more than there are labels, as test lists have it, changes nothing and is counted (trap 5)', async () => {
  const { name, expr } = golden.videos[0]!;
  const { counts, score: found } = await score('expr', `${frameTable('expr')}${name}/${String(expr.length + 1).padStart(5, '0')}.jpg,3\n`);
  expect(found).toBeCloseTo(golden.expr.score, 10);
  expect(counts.extra).toBe(1);
});

test('rows are found by frame number, in whatever order they stand', async () => {
  const [header, ...rows] = frameTable('expr').trim().split('\n');
  expect((await score('expr', [header, ...rows.reverse()].join('\n'))).score).toBeCloseTo(golden.expr.score, 10);
});

test('a labelled frame without an answer is refused by name, and scored without it only when asked for, loudly', async () => {
  const [, labelled] = golden.videos[0]!.trueExpr.flatMap((code, row) => (code >= 0 ? [row + 1] : []));
  const location = `${golden.videos[0]!.name}/${String(labelled).padStart(5, '0')}.jpg`;
  const text = frameTable('expr').split('\n').filter((line) => !line.startsWith(location)).join('\n');
  await expect(score('expr', text)).rejects.toThrow(`no answer for 1 labelled frame`);
  await expect(score('expr', text)).rejects.toThrow(`frame ${labelled!} of "${golden.videos[0]!.name}"`);
  const { warnings, counts } = await score('expr', text, { allowMissing: true });
  expect(warnings[0]).toContain('NOT THE OFFICIAL SCORE');
  expect(counts).toMatchObject({ missing: 1, rows: golden.expr.frames - 1 });
});

test('a whole video without an answer is refused, and so are answers for other videos', async () => {
  await expect(score('expr', frameTable('expr', golden.videos.slice(1)))).rejects.toThrow(/1 labelled clip, the first of them all of "2-30-640x360"/);
  await expect(score('expr', frameTable('expr').replaceAll(/^(?=[\dv])/gm, 'x-'))).rejects.toThrow(/no clip in common .* "x-2-30-640x360".* "130-25-1280x720"/s);
});

test('frames that are all counted from 2 are recognised', async () => {
  const shifted = frameTable('va').replaceAll(/\/(\d{5})/g, (_, frame: string) => `/${String(Number(frame) + 1).padStart(5, '0')}`);
  await expect(score('va', shifted)).rejects.toThrow(/counted from 2, where frames are counted from 1/);
});

test('two people of one video are drawn together by the bootstrap', async () => {
  expect((await score('va')).interval).toMatchObject({ groups: 3, over: 'videos' });
  expect((await score('va')).warnings).toEqual(['The interval rests on 3 videos and is rough.']);
});

test('the same seed gives the same interval, which holds the score', async () => {
  const [first, again] = [await score('va', undefined, { seed: 3 }), await score('va', undefined, { seed: 3 })];
  expect(again.interval).toEqual(first.interval);
  expect(first.interval!.low).toBeLessThanOrEqual(first.score!);
  expect(first.interval!.high).toBeGreaterThanOrEqual(first.score!);
});

test('answers in another order of classes are told of, with the order that they seem to be in', () => {
  const actual = Int8Array.from({ length: 800 }, (_, row) => row % 8);
  const alphabetical = [5, 0, 1, 2, 3, 6, 7, 4]; // Anger first, neutral after happiness
  const predicted = actual.map((code, row) => (row % 10 === 0 ? row % 8 : alphabetical[code]!));
  const frames = Int32Array.from(actual, (_, row) => row + 1);
  const { warnings } = evaluate({ level: 'frame', clips: new Map([['a', { frames, expression: predicted }]]) }, { level: 'frame', clips: new Map([['a', { length: 800, expression: actual }]]), warnings: [] }, findProtocol('abaw6-expr'));
  expect(warnings.join(' ')).toMatch(/WRONG CLASS ORDER\? .* meant Anger, Disgust, Fear, Happiness, Other, Neutral, Sadness, Surprise/);
});

test('answers that are merely bad are not called disordered', () => {
  const actual = Int8Array.from({ length: 800 }, (_, row) => row % 8);
  const predicted = actual.map((_, row) => (row * 7 + (row >> 3)) % 8);
  const frames = Int32Array.from(actual, (_, row) => row + 1);
  const { warnings } = evaluate({ level: 'frame', clips: new Map([['a', { frames, expression: predicted }]]) }, { level: 'frame', clips: new Map([['a', { length: 800, expression: actual }]]), warnings: [] }, findProtocol('abaw6-expr'));
  expect(warnings.join(' ')).not.toContain('ORDER');
});

/** The golden clips of MER as a table of labels. */
const merTable = (valence: readonly number[], emotion: readonly string[]) => ['name,discrete,valence', ...golden.mer.clips.map((name, row) => `${name},${emotion[row]!},${valence[row]!}`), ''].join('\n');

test('the combined score of MER2023 is weighted F1 as a fraction minus a quarter of the MSE on [−5, 5] (trap 27)', async () => {
  const protocol = findProtocol('mer2023-multi');
  const answers = await readPredictions(await write('mer.csv', merTable(golden.mer.felt, golden.mer.said)), protocol);
  const { score: found, parts } = evaluate(answers, await readTruth(await write('mer-labels.csv', merTable(golden.mer.valence, golden.mer.emotion)), protocol), protocol, { replicates: 100 });
  expect(found).toBeCloseTo(golden.mer.combined, 10);
  expect(parts).toMatchObject({ 'weighted-f1': expect.closeTo(golden.mer.weightedF1, 10), mse: expect.closeTo(golden.mer.mse, 10) });
});

test('the combined score may be negative (trap 27)', () => {
  const answers: ClipPredictions = { level: 'clip', clips: new Map([['a', { expression: 1, valence: 5 }], ['b', { expression: 0, valence: 5 }]]) };
  const truth: ClipTruth = { level: 'clip', clips: new Map([['a', { expression: 0, valence: -5 }], ['b', { expression: 0, valence: -5 }]]), warnings: [] };
  expect(evaluate(answers, truth, findProtocol('mer2023-multi')).score).toBeCloseTo(2 / 3 - 25, 10);
});

test('placeholders of valence are never scored, with the neutral beside them, and a set of nothing else is refused (trap 25)', async () => {
  const protocol = findProtocol('mer2023-multi');
  const answers = await readPredictions(await write('mer2.csv', merTable(golden.mer.felt, golden.mer.said)), protocol);
  const half = merTable(golden.mer.valence.map((value, row) => (row % 2 === 0 ? -10 : value)), golden.mer.emotion.map((name, row) => (row % 2 === 0 ? 'neutral' : name)));
  const { counts } = evaluate(answers, await readTruth(await write('half.csv', half), protocol), protocol, { replicates: 10 });
  expect(counts).toMatchObject({ clips: 20, invalid: 20 });
  const none = merTable(golden.mer.valence.map(() => -10), golden.mer.emotion.map(() => 'neutral'));
  for (const id of ['mer2023-multi', 'mer2023-semi']) {
    const truth = await readTruth(await write('none.csv', none), findProtocol(id));
    expect(() => evaluate(answers, truth, findProtocol(id))).toThrow(/no clip has/);
  }
});

test('a table in which every clip is neutral is taken for placeholders where there is no valence to tell by (trap 25)', async () => {
  const protocol = findProtocol('mer2025-semi');
  const rows = golden.mer.clips.map((name) => `${name},neutral`);
  const table = await write('neutral.csv', ['name,discrete', ...rows, ''].join('\n'));
  const [answers, truth] = [await readPredictions(table, protocol), await readTruth(table, protocol)];
  expect(() => evaluate(answers, truth, protocol)).toThrow(/all 40 clips are "neutral": these are placeholders/);
});

test('the third set of MER2023 is scored by emotion alone, and answers may cover more clips than are scored (trap 26)', async () => {
  const protocol = findProtocol('mer2023-semi');
  const answers = await readPredictions(await write('semi.csv', merTable(golden.mer.felt, golden.mer.said)), protocol);
  const labelled = golden.mer.clips.slice(0, 30).map((name, row) => `${name},${golden.mer.emotion[row]!}`);
  const { counts, parts, score: found } = evaluate(answers, await readTruth(await write('semi-labels.csv', ['name,discrete', ...labelled, ''].join('\n')), protocol), protocol, { replicates: 10 });
  expect(counts).toMatchObject({ clips: 30, extraClips: 10 });
  expect(parts).not.toHaveProperty('mse');
  expect(found).toBeGreaterThan(0);
});

test('published figures come with what to know of folds and of the way to the test set (trap 18)', async () => {
  const { published, notes } = await score('expr');
  expect(published).toContainEqual(expect.objectContaining({ who: 'Netease Fuxi, 1st', on: 'test', score: 0.5005 }));
  expect(notes.join(' ')).toMatch(/best of several folds.*0\.08 to 0\.11/);
});

test('figures of the baseline of MER2023 say that its folds cannot be drawn again (trap 20)', () => {
  expect(findProtocol('mer2023-multi').notes.join(' ')).toMatch(/ignores its seed for folds, so they cannot be made again/);
});

test('figures of the baseline of MER2023 on its training part say that epochs were chosen on the same folds (trap 34)', () => {
  const { notes, published } = findProtocol('mer2023-multi');
  expect(published).toContainEqual(expect.objectContaining({ on: 'train', who: expect.stringContaining('mean of the best epochs of 5 folds') as string }));
  expect(notes.join(' ')).toMatch(/best epoch of 5 folds, chosen on the same folds, which flatters/);
});
