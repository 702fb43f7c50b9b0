import { appendFileSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSightingLog, readSightings } from '../../../pipeline/batch/sighting-log.ts';
import type { FrameSighting } from '../../../pipeline/stages/sighting.ts';

const point = { x: 1.5, y: 2.25 };
const landmarks = { rightEye: point, leftEye: { x: 7, y: 2 }, nose: point, rightMouth: point, leftMouth: point };
const face = { face: { box: { x: -1, y: 2, width: 30.5, height: 40 }, landmarks, score: 0.9 }, reading: { probabilities: Float32Array.of(0.1, 0.2, 0.7), valence: -0.5, arousal: 0.25 }, embedding: Float32Array.of(0.6, -0.8) };
const batch: FrameSighting[] = [
  { frame: 0, time: 0.04, status: 'analysed', faces: [face] },
  { frame: 1, time: 0.08, status: 'no-face', faces: [], doubted: 2 },
];

const newPath = () => join(mkdtempSync(join(tmpdir(), 'affekt-log-')), 'faces.ndjson');

test('frames come back from the log as they were, to the last bit', async () => {
  const path = newPath();
  await using log = await openSightingLog(path);
  await log.append(batch);
  expect(await Array.fromAsync(readSightings(path))).toEqual(batch);
});

test('the opening of a mouth comes back, and a line from before it was measured is read as it was', async () => {
  const path = newPath();
  await using log = await openSightingLog(path);
  await log.append([{ ...batch[0]!, faces: [{ ...face, mouth: 0.07321 }, face] }]);
  const [{ faces }] = (await Array.fromAsync(readSightings(path))) as [FrameSighting];
  expect(faces.map(({ mouth }) => mouth)).toEqual([0.07321, undefined]);
  expect(faces[1]).toEqual(face);
});

test('what the gate says of a face comes back, whether its mouth was measured or not', async () => {
  const path = newPath();
  await using log = await openSightingLog(path);
  const faces = [{ ...face, familiarity: 0.51 }, { ...face, mouth: 0.1, familiarity: 0.002, uncertain: 'unlike training' }];
  await log.append([{ ...batch[0]!, faces }]);
  expect((await Array.fromAsync(readSightings(path)))[0]!.faces).toEqual(faces);
});

test('a log that is opened again goes on after its last frame', async () => {
  const path = newPath();
  await using first = await openSightingLog(path);
  expect(first.nextFrame).toBe(0);
  await first.append(batch);
  await using second = await openSightingLog(path);
  expect(second.nextFrame).toBe(2);
});

test('a batch that a killed run left half-written is cut off, whatever byte it stopped at', async () => {
  const path = newPath();
  await using first = await openSightingLog(path);
  await first.append(batch);
  const whole = readFileSync(path);
  for (const length of [1, 2, 40, whole.length - 3, whole.length - 2]) {
    appendFileSync(path, whole.subarray(0, length));
    await using again = await openSightingLog(path);
    expect(again.nextFrame).toBe(2);
    expect(statSync(path).size).toBe(whole.length);
  }
});

test('readers of a log that is being written see whole batches only', async () => {
  const path = newPath();
  await using log = await openSightingLog(path);
  await log.append(batch);
  appendFileSync(path, '[[2,0.1');
  expect((await Array.fromAsync(readSightings(path))).map(({ frame }) => frame)).toEqual([0, 1]);
});

test('a batch that lacks nothing but its line break is kept', async () => {
  const path = newPath();
  await using first = await openSightingLog(path);
  await first.append(batch);
  appendFileSync(path, readFileSync(path, 'utf8').trimEnd().replace('[[0,', '[[2,').replace('[1,', '[3,'));
  await using second = await openSightingLog(path);
  expect(second.nextFrame).toBe(4);
  await second.append(batch);
  expect(await Array.fromAsync(readSightings(path))).toHaveLength(6);
});
