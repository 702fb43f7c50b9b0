import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Clip } from '../../../../datasets/clip.ts';
import { CORPORA } from '../../../../datasets/corpora.ts';
import type { Dataset } from '../../../../datasets/dataset.ts';
import { openCorpus } from '../../../../datasets/open-corpus.ts';
import { FAKE_KINDS } from '../../../../pipeline/corpora/fake/fake-kinds.ts';
import type { FakeOptions } from '../../../../pipeline/corpora/fake/fake-options.ts';
import { makeFake, type MadeFake } from '../../../../pipeline/corpora/fake/make-fake.ts';

interface Opened {
  readonly root: string;
  readonly made: MadeFake;
  readonly dataset: Dataset;
  readonly clips: readonly Clip[];
}

const opened = new Map<string, Promise<Opened>>();

/** The same corpus is made once for all tests. */
function fake(kind: string, options: FakeOptions): Promise<Opened> {
  const id = JSON.stringify([kind, options]);
  const made = opened.get(id) ?? make(kind, options);
  opened.set(id, made);
  return made;
}

async function make(kind: string, options: FakeOptions): Promise<Opened> {
  const root = join(await mkdtemp(join(tmpdir(), 'fake-clips-')), 'corpus');
  const made = await makeFake(kind, root, options);
  const { dataset } = await openCorpus(kind, root);
  const clips: Clip[] = [];
  for await (const clip of dataset) clips.push(clip);
  return { root, made, dataset, clips };
}

function where({ made }: Opened, quirk: string): string {
  return made.quirks.find((each) => each.quirk === quirk)!.where;
}

/** A kind without a reader fails the first test below; what is said of its clips cannot be tested then. */
function testOf(...kinds: readonly string[]): ReturnType<typeof test.skipIf> {
  return test.skipIf(kinds.some((kind) => !Object.hasOwn(CORPORA, kind)));
}

async function table(root: string, path: string): Promise<string[][]> {
  return (await readFile(join(root, path), 'utf8')).trimEnd().split(/\r?\n/).map((line) => line.split(','));
}

test('every kind that is drawn is a corpus that can be read', () => {
  expect(Object.keys(FAKE_KINDS).filter((kind) => !Object.hasOwn(CORPORA, kind))).toEqual([]);
});

test.each([
  ['ravdess', 14],
  ['emodb', 7],
  ['crema-d', 7],
  ['folder', 6],
] as const)('a fake %s has clips of all classes, each with media', async (kind, count) => {
  const { dataset, clips } = await fake(kind, { clips: count, seconds: 1 });
  expect(new Set(clips.map(({ labels }) => labels?.expression).filter((code) => code !== undefined))).toEqual(new Set(dataset.classes!.keys()));
  expect(clips.every(({ media }) => existsSync(media!))).toBe(true);
}, 60_000);

test('performances of RAVDESS that are there three times are one clip, and songs are of another task', async () => {
  const opened = await fake('ravdess', { clips: 14, seconds: 1 });
  const song = where(opened, 'song');
  expect(opened.clips.map(({ clip }) => clip)).not.toContain(song);
  expect(opened.dataset.warnings.join(' ')).toMatch(/another task/);
  expect(opened.clips.map(({ clip }) => clip)).toContain(where(opened, 'three-files'));
}, 60_000);

test('votes of CREMA-D agree with the name for most clips', async () => {
  const { clips } = await fake('crema-d', { clips: 7, seconds: 1 });
  const right = clips.filter(({ labels }) => labels!.votes!.indexOf(Math.max(...labels!.votes!)) === labels!.expression);
  expect(right.length).toBeGreaterThanOrEqual(6);
}, 60_000);

test('a row without a label in a folder is a clip without one', async () => {
  const opened = await fake('folder', { clips: 6, seconds: 1 });
  expect(opened.clips.find(({ clip }) => clip === where(opened, 'no-label'))!.labels?.expression).toBeUndefined();
}, 60_000);

testOf('mer2023')('MER 2023 has four parts, labels in the order of MER and valence in its own range (trap 24, trap 36)', async () => {
  const { dataset, clips, root } = await fake('mer2023', { clips: 20, testLabels: 'released', media: 'none' });
  expect(new Set(clips.map(({ split }) => split))).toEqual(new Set(['train', 'test1', 'test2', 'test3']));
  expect(dataset.classes).toEqual(['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise']);
  expect(dataset.ranges!.valence).toEqual([-5, 5]);
  for (const [name, emotion, valence] of (await table(root, 'train-label.csv')).slice(1)) {
    const labels = clips.find(({ clip }) => clip === name)!.labels!;
    expect([dataset.classes![labels.expression!], labels.valence]).toEqual([emotion, Number(valence)]);
  }
});

testOf('mer2023')('placeholders of MER 2023 are no labels, and test3 has no valence (trap 25)', async () => {
  const { clips } = await fake('mer2023', { clips: 20, testLabels: 'placeholders', media: 'none' });
  for (const { split, labels } of clips) {
    if (split === 'train') expect(labels).toMatchObject({ expression: expect.any(Number), valence: expect.any(Number) });
    else expect([labels?.expression, labels?.valence]).toEqual([undefined, undefined]);
  }
});

testOf('mer2023')('what the organisers score of test3 is less than what is to be predicted (trap 26)', async () => {
  const { clips, root, made } = await fake('mer2023', { clips: 20, testLabels: 'placeholders', media: 'none' });
  const scored = (await table(root, 'organisers/test3-label.csv')).slice(1).map(([name]) => name);
  const asked = clips.filter(({ split }) => split === 'test3').map(({ clip }) => clip);
  const unscored = made.quirks.filter(({ quirk }) => quirk === 'unscored').map((quirk) => quirk.where);
  expect([...scored, ...unscored].sort()).toEqual(asked.toSorted());
  expect(unscored).not.toHaveLength(0);
});

testOf('mer2023', 'mer2025', 'mer2026').each(['mer2023', 'mer2025', 'mer2026'])('a clip of %s without a sentence has no text, with an empty one or with no row', async (kind) => {
  const opened = await fake(kind, { clips: 12, seconds: 1, media: 'none' });
  for (const quirk of ['empty-text', 'no-transcript']) expect(opened.clips.find(({ clip }) => clip === where(opened, quirk))!.texts?.chinese).toBeUndefined();
  expect(opened.clips.filter(({ texts }) => texts?.chinese !== undefined).length).toBeGreaterThanOrEqual(opened.clips.length - 2);
});

testOf('mer2024', 'mer2025', 'mer2026').each([
  ['mer2024', 'label-disdim.csv'],
  ['mer2025', 'track1_train_disdim.csv'],
  ['mer2026', 'track1_train.csv'],
] as const)('labels of %s are those of its table, and its test clips have none', async (kind, path) => {
  const { dataset, clips, root } = await fake(kind, { clips: 12, seconds: 1, media: kind === 'mer2024' ? 'all' : 'none' });
  for (const [name, emotion] of (await table(root, path)).slice(1)) {
    const clip = clips.find((each) => each.clip === name)!;
    expect([clip.split, dataset.classes![clip.labels!.expression!]]).toEqual(['train', emotion]);
  }
  const others = clips.filter(({ split }) => split !== 'train');
  expect(others).not.toHaveLength(0);
  expect(others.every(({ labels }) => labels?.expression === undefined)).toBe(true);
}, 60_000);

testOf('meld')('MELD has three parts with names of their own, a video that is missing and one that is damaged', async () => {
  const { dataset, clips } = await fake('meld', { clips: 12, seconds: 1 });
  expect(clips).toHaveLength(12);
  expect(new Set(clips.map(({ clip }) => clip)).size).toBe(12);
  expect(dataset.classes).toHaveLength(7);
  expect(clips.filter(({ media }) => media === undefined || !existsSync(media))).toHaveLength(1);
}, 60_000);

testOf('mer2023')('the archive of labels of a processed MER 2023 tells what the table tells, and no placeholder becomes a label', async () => {
  const [processed, released] = [await fake('mer2023', { clips: 20, processed: true, media: 'none' }), await fake('mer2023', { clips: 20, media: 'none' })];
  const labels = (opened: Opened) => new Map(opened.clips.filter(({ split }) => split === 'train').map((clip) => [clip.clip, clip.labels]));
  expect(labels(processed)).toEqual(labels(released));
  for (const clip of processed.clips.filter(({ split }) => split !== 'train')) expect([clip.labels?.expression, clip.labels?.valence]).toEqual([undefined, undefined]);
});

testOf('cmu-mosi', 'cmu-mosei', 'ch-sims').each([
  ['cmu-mosi', 3],
  ['cmu-mosei', 3],
  ['ch-sims', 1],
] as const)('a fake %s has three parts and sentiment from -%i up', async (kind, reach) => {
  const { dataset, clips, made } = await fake(kind, { clips: 20, media: 'none' });
  expect(clips).toHaveLength(made.clips);
  expect(new Set(clips.map(({ split }) => split)).size).toBe(3);
  expect(dataset.ranges!.valence).toEqual([-reach, reach]);
  expect(new Set(clips.map(({ labels }) => Math.sign(labels!.valence!)))).toEqual(new Set([-1, 0, 1]));
});

testOf('iemocap')('a fake IEMOCAP has four classes and five sessions', async () => {
  const { clips } = await fake('iemocap', { clips: 20, media: 'none' });
  expect(new Set(clips.map(({ labels }) => labels!.expression)).size).toBe(4);
  expect(new Set(clips.map(({ clip }) => clip.slice(0, 5))).size).toBe(5);
});
