import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openEnergyActivity } from '../../../extractors/audio/activity/energy-activity.ts';
import type { FaceInImage, FaceReader } from '../../../extractors/visual/face-reader.ts';
import { describeSpeech } from '../../../extractors/audio/speech-rows/describe-speech.ts';
import { readCropFaces, toFaceRow } from '../../../pipeline/features/read-face-rows.ts';
import { readTextRows, readTextVector } from '../../../pipeline/features/read-text-rows.ts';
import { readVoiceRows, readVoiceVector, VOICE_VECTOR } from '../../../pipeline/features/read-voice-rows.ts';

const RATE = 16_000;

function hum(seconds: number, chunks = 1) {
  const all = Float32Array.from({ length: seconds * RATE }, (_, n) => [1, 2, 3, 4].reduce((sum, k) => sum + (0.2 / k) * Math.sin((2 * Math.PI * 150 * k * n) / RATE), 0) * (n % RATE < 0.8 * RATE ? 1 : 0));
  const size = all.length / chunks;
  const sounds = Array.from({ length: chunks }, (_, i) => ({ time: (i * size) / RATE, sampleRate: RATE, samples: all.subarray(i * size, (i + 1) * size) }));
  return { [Symbol.asyncIterator]: () => ReadableStream.from(sounds)[Symbol.asyncIterator]() };
}

test('descriptors of the voice are a row each 40 ms, whatever the chunks', async () => {
  const [whole, chunked] = [await readVoiceRows(hum(3)), await readVoiceRows(hum(3, 6))];
  expect(Array.from(whole!.times.slice(1), (time, i) => time - whole!.times[i]!).every((step) => Math.abs(step - 0.04) < 1e-9)).toBe(true);
  expect(chunked!.values).toEqual(whole!.values);
  expect(whole!.times.length).toBeGreaterThan(70);
});

test('the vector of a voice is the one that heads are trained on', async () => {
  const vector = await readVoiceVector(hum(3), openEnergyActivity());
  expect(vector!.dimensions).toBe(VOICE_VECTOR);
  expect(vector!.values).toEqual((await describeSpeech(hum(3), 4)).voice);
});

test('silence has no vector and no sound has no rows', async () => {
  const silence = ReadableStream.from([{ time: 0, sampleRate: RATE, samples: new Float32Array(3 * RATE) }]);
  expect(await readVoiceVector(silence, openEnergyActivity())).toBeUndefined();
  expect(await readVoiceRows(ReadableStream.from([]))).toBeUndefined();
});

test('logarithms of probabilities are centred, and what is measured stands behind them', () => {
  const row = toFaceRow({ probabilities: Float32Array.of(0.5, 0.25, 0.25), valence: 0.3, arousal: -0.2 });
  expect(row.map((value) => Number(value.toFixed(4)))).toEqual([0.4621, -0.231, -0.231, 0.3, -0.2]); // ln p − mean of ln p
});

test('a text is one vector or one row a word, and none where nothing is said', () => {
  expect(readTextVector('hello there')!.times).toEqual(Float64Array.of(0));
  expect(readTextRows('hello there friend')!.times).toHaveLength(3);
  expect([readTextVector(undefined), readTextVector(' '), readTextRows('')]).toEqual([undefined, undefined, undefined]);
});

const reader = (seen: FaceInImage[]): FaceReader => ({
  id: 'stub',
  labels: ['a', 'b'],
  read: (faces) => {
    seen.push(...faces);
    return Promise.resolve(faces.map(() => ({ probabilities: Float32Array.of(0.5, 0.5) })));
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

test('pictures are at the time of their frame number, and a damaged one is named and passed over (trap 1)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'crops-'));
  for (const name of ['00001.jpg', '00004.jpg']) await sharp({ create: { width: 112, height: 112, channels: 3, background: '#a87' } }).jpeg().toFile(join(folder, name));
  await writeFile(join(folder, '00003.jpg'), 'no picture');
  const [trouble, seen]: [string[], FaceInImage[]] = [[], []];
  const crops = { numbers: Int32Array.of(1, 3, 4), path: (number: number) => join(folder, `${String(number).padStart(5, '0')}.jpg`) };
  const detector = { id: 'stub', detect: () => Promise.reject(new Error('aligned crops need no detector')), [Symbol.asyncDispose]: () => Promise.resolve() };
  const rows = await readCropFaces(crops, { reader: reader(seen), detector, timeOf: (frame) => (frame - 1) / 30, onTrouble: (path) => trouble.push(path) });
  expect(rows!.times).toEqual(Float64Array.of(0, 0.1));
  expect(trouble).toEqual([join(folder, '00003.jpg')]);
  expect(seen[0]!.face.landmarks.nose).toEqual({ x: 56.0252, y: 71.7366 }); // The template of ArcFace
});

test('in larger crops the face is looked for, and where none is found they are taken as aligned (trap 14)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'crops-'));
  for (const name of ['1.jpg', '2.jpg']) await sharp({ create: { width: 224, height: 224, channels: 3, background: '#a87' } }).jpeg().toFile(join(folder, name));
  const face = { box: { x: 60, y: 60, width: 90, height: 90 }, landmarks: { rightEye: { x: 80, y: 90 }, leftEye: { x: 120, y: 90 }, nose: { x: 100, y: 110 }, rightMouth: { x: 85, y: 130 }, leftMouth: { x: 115, y: 130 } }, score: 0.9 };
  const seen: FaceInImage[] = [];
  const detector = { id: 'stub', detect: () => Promise.resolve([[face], []]), [Symbol.asyncDispose]: () => Promise.resolve() };
  await readCropFaces({ numbers: Int32Array.of(1, 2), path: (number) => join(folder, `${number}.jpg`) }, { reader: reader(seen), detector, timeOf: (frame) => frame, onTrouble: () => undefined });
  expect(seen[0]!.face).toEqual(face);
  expect(seen[1]!.face.landmarks.nose.x).toBeCloseTo((56.0252 + 0.5) * 2 - 0.5, 6);
});
