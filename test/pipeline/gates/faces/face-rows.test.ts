import { expect, test } from 'vitest';
import type { FaceInImage } from '../../../../extractors/visual/face-reader.ts';
import { keepFaces } from '../../../../pipeline/gates/faces/face-rows.ts';
import { fitFaceGate } from '../../../../pipeline/gates/faces/fit-face-gate.ts';
import type { FaceUnits } from '../../../../pipeline/gates/faces/face-units.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

const image = { width: 100, height: 50, pixels: new Uint8Array(15_000) };
const point = { x: 1, y: 2 };
const face = (x: number): FaceInImage => ({ image, face: { score: 1, box: { x, y: 0, width: 5, height: 5 }, landmarks: { rightEye: point, leftEye: point, nose: point, rightMouth: point, leftMouth: point } } });
/** Two units: the place of the face, and 1 for a crop that was changed. */
const units: FaceUnits = { read: (faces, strange) => Promise.resolve(faces.map((each) => Float32Array.of(each.face.box.x, strange === undefined ? 0 : 1))) };

test('of many faces every second, fourth, … is kept, spread over the clip', async () => {
  const keeper = keepFaces(units, { clip: 'a', width: 2, most: 4, strange: false });
  for (let first = 0; first < 14; first += 2) await keeper.read([face(first), face(first + 1)]);
  const { seen, faces, strange } = keeper.rows();
  expect([seen, strange]).toEqual([14, {}]);
  expect([...faces.values].filter((_, at) => at % 2 === 0)).toEqual([0, 4, 8, 12]);
});

test('outliers are made of each face that is kept, the same at every call', async () => {
  const read = async () => {
    const keeper = keepFaces(units, { clip: 'a', width: 2, most: 9, strange: true });
    await keeper.read([face(10), face(60)]);
    return keeper.rows();
  };
  const { strange } = await read();
  expect(Object.keys(strange)).toEqual(['beside faces', 'shuffled blocks', 'noise', 'inverted', 'blurred', 'upside down']);
  expect([...strange.noise!.values]).toEqual([10, 1, 60, 1]);
  expect(strange['beside faces']!.values[1]).toBe(0); // Another place in the same picture, not a changed crop
  expect(await read()).toEqual({ ...(await read()), strange });
});

const head = { weight: Float32Array.of(1, -1, 0.5, 1), bias: Float32Array.of(0, 0), width: 2, classes: 2 };
function clip(name: string, count: number) {
  const random = randomFor(2, name);
  const rows = (spread: number) => ({ values: Float32Array.from({ length: 2 * count }, () => 1 + spread * random.normal()), width: 2 });
  return { seen: count, faces: rows(0.2), strange: { noise: rows(5), blurred: rows(3) } };
}
const plan = { head, sha256: 'b'.repeat(64), validation: [], given: {}, coverage: 0.9, methods: ['cosine', 'energy'] };

test('a gate on faces is cross-fitted over clips; noise is called "not a face", blurred faces are not', () => {
  const gate = fitFaceGate({ ...plan, clips: ['a', 'b', 'c'].map((name) => clip(name, 30)) });
  expect(gate.counts).toEqual({ training: 90, validation: 90, noise: 90, blurred: 90, 'shuffled units': 90 });
  expect(gate.reasons.map(({ reason }) => reason)).toEqual(['not a face']);
});

test('with clips for the threshold, outliers are made of those alone; faces given as outliers have a reason of their own', () => {
  const gate = fitFaceGate({ ...plan, clips: [clip('a', 30)], validation: [clip('b', 25)], given: { masks: [clip('c', 40)] }, reason: 'a mask' });
  expect(gate.counts).toEqual({ training: 30, validation: 25, noise: 25, blurred: 25, 'shuffled units': 25, masks: 40 });
  expect(gate.reasons.map(({ reason }) => reason).sort()).toEqual(['a mask', 'not a face']);
});

test('one clip with faces cannot be cross-fitted', () => {
  expect(() => fitFaceGate({ ...plan, clips: [clip('a', 30), clip('empty', 0)] })).toThrow('show faces in 1, and each is judged by what was learnt from others. Give at least two clips of different people');
});
