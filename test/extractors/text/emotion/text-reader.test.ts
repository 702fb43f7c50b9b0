import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTerms, wordPlace } from '../../../../extractors/text/emotion/sentence-terms.ts';
import { splitWords } from '../../../../extractors/text/emotion/split-words.ts';
import { readTextHead } from '../../../../extractors/text/emotion/text-head.ts';
import { readText, toTextReader } from '../../../../extractors/text/emotion/text-reader.ts';
import { weighWords } from '../../../../extractors/text/emotion/weigh-words.ts';
import { encodeHead, type HeadParts } from '../../../../scripts/text-head/encode-head.ts';

const BITS = 12;
const ROWS = 2 ** BITS;
const WORD = 'glad';
const LABELS = ['joy', 'neutral'];

/** A head in which one word speaks for the first class and against the second, by 4 and −1. */
function parts(changes: Partial<HeadParts> = {}): HeadParts {
  const place = wordPlace(WORD, BITS);
  const fit = (weight: number, bias: number) => ({ weights: new Float64Array(ROWS).fill(weight, place, place + 1), bias });
  const known = new Uint8Array(2 ** 10);
  const bit = wordPlace(WORD, 13);
  known[bit >>> 3] = 1 << (bit & 7);
  return {
    bits: BITS, rarityBytes: new Uint8Array(ROWS).fill(20), fits: [fit(4, -0.5), fit(-1, 0.25), fit(0.5, 0.1), fit(-30, 0), fit(30, 0)],
    thresholds: [0, 0], calibration: Float64Array.of(1, 0, 0.5, 0, 2, 0), known, metadata: { labels: LABELS.join(',') }, ...changes,
  };
}

function fileOf(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-text-head-')), 'head.safetensors');
  writeFileSync(path, bytes);
  return path;
}

const open = async (changes?: Partial<HeadParts>) => toTextReader('test', await readTextHead(fileOf(encodeHead(parts(changes)))));

test('margins are the weights of the terms over the root of their number, plus the bias', async () => {
  const { margins } = readText(await open(), WORD);
  const terms = openTerms(BITS)(splitWords(WORD)).length;
  expect([...margins]).toEqual([expect.closeTo(4 / Math.sqrt(terms) - 0.5, 5), expect.closeTo(-1 / Math.sqrt(terms) + 0.25, 5)]);
});

test('a rare term weighs more, and the others less beside it', async () => {
  const rarityBytes = new Uint8Array(ROWS).fill(20);
  rarityBytes[wordPlace(WORD, BITS)] = 60;
  const terms = openTerms(BITS)(splitWords(WORD)).length;
  expect(readText(await open({ rarityBytes }), WORD).margins[0]).toBeCloseTo((4 * 4) / Math.sqrt(16 + 4 * (terms - 1)) - 0.5, 5);
});

test('probabilities are the softmax of the calibrated margins', async () => {
  const { margins, probabilities } = readText(await open(), WORD);
  const powers = [Math.exp(margins[0]! + 0.5), Math.exp(2 * margins[1]!)];
  expect([...probabilities]).toEqual(powers.map((power) => expect.closeTo(power / (powers[0]! + powers[1]!), 5) as number));
});

test('a class is assigned above its threshold', async () => {
  const { margins } = readText(await open(), WORD);
  expect(readText(await open({ thresholds: [margins[0]! - 0.001, margins[1]! + 0.001] }), WORD).assigned).toEqual(['joy']);
  expect(readText(await open({ thresholds: [margins[0]! + 0.001, margins[1]! - 0.001] }), WORD).assigned).toEqual(['neutral']);
});

test('valence, arousal and dominance stay within −1 and 1', async () => {
  const { valence, arousal, dominance } = readText(await open(), WORD);
  expect(valence).toBeCloseTo(0.5 / Math.sqrt(openTerms(BITS)(splitWords(WORD)).length) + 0.1, 5);
  expect([arousal, dominance]).toEqual([-1, 1]);
});

test('a word is known or not', async () => {
  const reader = await open();
  expect([reader.knows(WORD), reader.knows('zxcv')]).toEqual([true, false]);
});

test('small weights keep their sign and a tenth of their size beside large ones', async () => {
  const place = wordPlace(WORD, BITS);
  const weights = new Float64Array(ROWS);
  weights[place] = 0.01;
  weights[(place + 1) % ROWS] = 1;
  const { margins } = readText(await open({ fits: [{ weights, bias: 0 }, ...parts().fits.slice(1)] }), WORD);
  expect(margins[0]! * Math.sqrt(openTerms(BITS)(splitWords(WORD)).length)).toBeCloseTo(0.01, 2.5);
  expect(margins[0]).toBeGreaterThan(0);
});

test('the word that carries the class weighs most, and another class can be asked for', async () => {
  const reader = await open();
  const weights = weighWords(reader, 'So Glad, now');
  expect(weights.map(({ word }) => word)).toEqual(['So', 'Glad', ',', 'now']);
  const without = readText(reader, 'So, now').probabilities[0]!;
  expect(weights[1]!.weight).toBeCloseTo(readText(reader, 'So Glad, now').probabilities[0]! - without, 6);
  expect(weights.toSorted((a, b) => b.weight - a.weight)[0]!.word).toBe('Glad');
  expect(weighWords(reader, 'So Glad, now', 'neutral')[1]!.weight).toBeCloseTo(-weights[1]!.weight, 5);
  expect(() => weighWords(reader, 'x', 'glee')).toThrow('label "glee": test does not know it. Give one of joy, neutral.');
});

test('a file that is no text head is refused by name', async () => {
  const path = fileOf(encodeHead(parts({ metadata: { labels: 'joy' } })));
  await expect(readTextHead(path)).rejects.toThrow(`${path}: has tensors whose shapes do not fit 1 classes.`);
  await expect(readTextHead('/nowhere/head.safetensors')).rejects.toThrow('/nowhere/head.safetensors: does not exist');
  const cut = fileOf(encodeHead(parts()).subarray(0, 5000));
  await expect(readTextHead(cut)).rejects.toMatchObject({ name: 'SafetensorsError' });
});
