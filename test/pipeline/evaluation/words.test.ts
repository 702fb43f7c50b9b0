import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { readPredictions } from '../../../datasets/predictions/read-predictions.ts';
import { readTruth } from '../../../datasets/predictions/read-truth.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { evaluate } from '../../../pipeline/evaluation/evaluate.ts';
import { openGroupings } from '../../../pipeline/evaluation/words/open-groupings.ts';
import { useFolder } from './fixture.ts';
import golden from './golden/words.json' with { type: 'json' };

const write = useFolder();

/** As Python writes a list, in quotes. */
const toTable = (words: Readonly<Record<string, readonly string[]>>) => ['name,openset', ...Object.entries(words).map(([name, all]) => `${name},"[${all.map((word) => `'${word}'`).join(', ')}]"`), ''].join('\n');

async function score(id: string, words: string | undefined) {
  const protocol = findProtocol(id);
  const [said, actual] = [await write('said.csv', toTable(golden.said)), await write('actual.csv', toTable(golden.actual))];
  const { groupings } = await openGroupings(protocol, words);
  return evaluate(await readPredictions(said, protocol), await readTruth(actual, protocol), protocol, { groupings, replicates: 50 });
}

const wheels = async () => dirname((await Promise.all(Object.entries(golden.tables).map(([name, text]) => write(`wheels/${name}`, text))))[0]!);

test('words are scored on emotion wheels as the organisers\' code does, at both levels', async () => {
  const { score: found, parts, counts, clips } = await score('mer2025-fg', await wheels());
  expect(parts['wheel-f1-level1']).toBeCloseTo(golden.level1[0]!, 12);
  expect(parts['wheel-f1-level2']).toBeCloseTo(golden.level2[0]!, 12);
  expect(found).toBeCloseTo((golden.level1[0]! + golden.level2[0]!) / 2, 12);
  expect(counts).toMatchObject({ clips: 5, invalid: 1 }); // One has no word that the tables know
  expect(clips.at(-1)).toMatchObject({ clip: 'd', scores: { f1: null } });
});

test('MER 2026 looks at the innermost level only, with precision and recall', async () => {
  const { score: found, parts } = await score('mer2026-fg', await wheels());
  expect([found, parts['wheel-precision-level1'], parts['wheel-recall-level1']]).toEqual(golden.level1.map((value): unknown => expect.closeTo(value, 12)));
});

test('sets of words overlap as the organisers\' code says, with its groups of synonyms for each clip', async () => {
  const groups = await write('groups.csv', ['name,synonyms', ...Object.entries(golden.groups).map(([name, text]) => `${name},"${text}"`), ''].join('\n'));
  const { score: found, parts } = await score('mer2024-ov', groups);
  expect([parts['set-accuracy'], parts['set-recall']]).toEqual(golden.overlap.map((value): unknown => expect.closeTo(value, 12)));
  expect(found).toBeCloseTo((golden.overlap[0]! + golden.overlap[1]!) / 2, 12);
});

test('groups of synonyms may be the same for all clips, and without any only equal words are equal, with a warning', async () => {
  const groups = await write('all.csv', 'synonyms\n"saddened, sadly"\n"furious, furiously, angrily, anger"\n');
  const [grouped, plain] = [await score('mer2024-ov', groups), await score('mer2024-ov', undefined)];
  expect(grouped.score).toBeGreaterThan(plain.score!);
  expect((await openGroupings(findProtocol('mer2024-ov'), undefined)).warnings[0]).toMatch(/too low/);
});

test('emotion wheels that are not there are asked for by name', async () => {
  await expect(openGroupings(findProtocol('mer2025-fg'), undefined)).rejects.toThrow(/--words/);
  await expect(openGroupings(findProtocol('mer2025-fg'), dirname(await write('half/format.csv', 'name,format\n')))).rejects.toThrow(/has no synonym\.csv/);
});

test('the results of affekt describe are scored as a table with the same words is', async () => {
  const protocol = findProtocol('mer2024-ov');
  const header = 'start,end,person,words,label,explanation,classifier,p_label,answer,raw';
  const [folder] = await Promise.all(Object.entries(golden.said).map(async ([name, words]) => dirname(dirname(await write(`results/${name}/descriptions.csv`, [header, ...words.map((word) => `0,1,0,"${word}",happiness,"Why, so.",sadness,0.5,parsed,`), ''].join('\n'))))));
  const truth = await readTruth(await write('actual.csv', toTable(golden.actual)), protocol);
  const { groupings } = await openGroupings(protocol, undefined);
  const described = evaluate(await readPredictions(folder!, protocol), truth, protocol, { groupings, replicates: 50 });
  expect(described.score).toBe((await score('mer2024-ov', undefined)).score);
});

test('a clip whose answer could not be read has no words, and is told of; a folder without results is refused', async () => {
  const protocol = findProtocol('mer2025-fg');
  const folder = dirname(dirname(await write('mute/a/descriptions.csv', 'words,answer\n,unparsed\n')));
  const { clips, warnings } = await readPredictions(folder, protocol);
  expect([[...clips], warnings]).toEqual([[['a', { words: [] }]], [expect.stringMatching(/1 of 1 clips have no words/)]]);
  await expect(readPredictions(dirname(await write('empty/x.txt', '')), protocol)).rejects.toThrow(/holds no result folder with a descriptions\.csv\. Make them with `affekt describe`/);
});
