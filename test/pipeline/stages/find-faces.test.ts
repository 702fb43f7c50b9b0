import { expect, test } from 'vitest';
import type { Face, FaceDetector } from '../../../extractors/visual/face.ts';
import type { RgbImage } from '../../../extractors/visual/image.ts';
import type { Frame } from '../../../pipeline/media/frame.ts';
import { findFaces } from '../../../pipeline/stages/find-faces.ts';

const faceAt = (x: number): Face => {
  const point = (offset: number) => ({ x: x + offset, y: 5 });
  return { score: 0.9, box: { x, y: 0, width: 40, height: 40 }, landmarks: { rightEye: point(1), leftEye: point(2), nose: point(3), rightMouth: point(4), leftMouth: point(5) } };
};

/** Frames at the given times, and a detector that finds faces at `places(time)` and writes down the times it looked at. */
function scene(times: readonly number[], places: (time: number) => readonly number[]) {
  const frames = times.map((time, index): Frame => ({ index, time, width: 200, height: 100, pixels: new Uint8Array() }));
  const looks: number[] = [];
  const timeOf = (image: RgbImage) => (image as Frame).time;
  const detector: FaceDetector = {
    id: 'd',
    detect: (images) => (looks.push(...images.map(timeOf)), Promise.resolve(images.map((image) => places(timeOf(image)).map(faceAt)))),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { frames, detector, looks };
}

const steps = (count: number, rate: number) => Array.from({ length: count }, (_, index) => index / rate);
const xs = (faces: readonly (readonly Face[])[]) => faces.map((each) => each.map(({ box }) => box.x));

test('at 30 Hz the detector looks at every third frame and the last, and steady motion comes out as it is', async () => {
  const { frames, detector, looks } = scene(steps(9, 30), (time) => [60 * time, 100 + 30 * time]);
  const faces = await findFaces(frames, detector, 0.1);
  expect(looks.map((time) => Math.round(time * 30))).toEqual([0, 3, 6, 8]);
  xs(faces).forEach(([a, b], index) => expect([a, b]).toEqual([expect.closeTo(2 * index), expect.closeTo(100 + index)]));
  expect(faces[1]![0]!.landmarks.nose.x).toBeCloseTo(2 + 3);
});

test.each([
  ['somebody moves fast', (time: number) => [time < 0.05 ? 0 : 30]],
  ['somebody comes', (time: number) => (time < 0.05 ? [] : [50])],
  ['somebody goes', (time: number) => (time < 0.05 ? [0, 100] : [0])],
  ['the picture is cut', (time: number) => [time < 0.05 ? 0 : 120]],
])('where %s the detector looks at the frames between as well', async (_, places) => {
  const { frames, detector, looks } = scene(steps(4, 30), places);
  expect(xs(await findFaces(frames, detector, 0.1))).toEqual(steps(4, 30).map((time) => places(time)));
  expect(looks).toHaveLength(4);
});

test('frames that are far apart are all looked at, and so are all when told', async () => {
  const sampled = scene(steps(5, 5), () => [0]);
  await findFaces(sampled.frames, sampled.detector, 0.1);
  expect(sampled.looks).toHaveLength(5);
  const all = scene(steps(5, 30), () => [0]);
  await findFaces(all.frames, all.detector, 0);
  expect(all.looks).toHaveLength(5);
});

test('real times count: with a variable rate a face is where it was at that time', async () => {
  const { frames, detector } = scene([0, 0.02, 0.09, 0.1], (time) => [100 * time]);
  expect(xs(await findFaces(frames, detector, 0.1)).flat()).toEqual([0, expect.closeTo(2), expect.closeTo(9), expect.closeTo(10)]);
});

test('two faces are not taken for each other', async () => {
  const { frames, detector } = scene(steps(3, 30), (time) => (time > 0.06 ? [80, 2] : [0, 78]));
  expect(xs(await findFaces(frames, detector, 0.1))[1]).toEqual([expect.closeTo(1), expect.closeTo(79)]);
});

test('no frames, no faces; one frame, one look', async () => {
  const none = scene([], () => [0]);
  expect(await findFaces(none.frames, none.detector, 0.1)).toEqual([]);
  const one = scene([3], () => [0]);
  expect(xs(await findFaces(one.frames, one.detector, 0.1))).toEqual([[0]]);
  expect(one.looks).toEqual([3]);
});
