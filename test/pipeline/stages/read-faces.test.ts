import { lastValueFrom, of } from 'rxjs';
import { expect, test } from 'vitest';
import type { Face } from '../../../extractors/visual/face.ts';
import type { FaceInImage } from '../../../extractors/visual/face-reader.ts';
import type { FrameEntry } from '../../../pipeline/media/frame.ts';
import { type FaceTools, readFaces } from '../../../pipeline/stages/read-faces.ts';

const dispose = () => Promise.resolve();
const point = { x: 1, y: 2 };
const faceAt = (x: number): Face => ({ score: 0.9, box: { x, y: 0, width: 10, height: 10 }, landmarks: { rightEye: point, leftEye: point, nose: point, rightMouth: point, leftMouth: point } });
const decoded = (index: number): FrameEntry => ({ status: 'decoded', index, time: index / 10, frame: { index, time: index / 10, width: 100, height: 50, pixels: new Uint8Array(15000) } });

/** Tools that find faces at the given places in each picture and write down whom they were asked about. */
function toolsFor(places: readonly (readonly number[])[], presence: (face: Face) => number = () => 1) {
  const asked = { embedded: [] as number[], meshed: [] as number[] };
  const xs = (faces: readonly FaceInImage[]) => faces.map(({ face }) => face.box.x);
  const tools: FaceTools = {
    detector: { id: 'd', detect: (images) => Promise.resolve(images.map((_, index) => places[index]!.map(faceAt))), [Symbol.asyncDispose]: dispose },
    reader: { id: 'r', labels: ['a'], read: (faces) => Promise.resolve(faces.map(({ face }) => ({ probabilities: Float32Array.of(face.box.x) }))), [Symbol.asyncDispose]: dispose },
    embedder: { id: 'e', dimensions: 1, samePerson: 0.5, embed: (faces) => (asked.embedded.push(...xs(faces)), Promise.resolve(faces.map(({ face }) => Float32Array.of(face.box.x)))), [Symbol.asyncDispose]: dispose },
    mesher: { id: 'm', points: 0, locate: (faces) => (asked.meshed.push(...xs(faces)), Promise.resolve(faces.map(({ face }) => ({ points: new Float32Array(), presence: presence(face) })))), [Symbol.asyncDispose]: dispose },
  };
  return { tools, asked };
}

const settings = { minSize: 0, maxFaces: 9, clipWidth: 100, detectEvery: 0 };
const read = (entries: readonly FrameEntry[], tools: FaceTools, extra = {}) => lastValueFrom(of(entries).pipe(readFaces(tools, { ...settings, ...extra })));

test('each face gets its own reading, and identity is looked at only where a face is new at its place', async () => {
  const { tools, asked } = toolsFor([[0, 50], [1, 51], [2, 80]]);
  const frames = await read([0, 1, 2].map(decoded), tools);
  expect(frames.map(({ faces }) => faces.map(({ reading }) => reading.probabilities[0]))).toEqual([[0, 50], [1, 51], [2, 80]]);
  expect(asked.embedded).toEqual([0, 50, 80]);
  expect(frames.map(({ faces }) => faces.map(({ embedding }) => embedding?.[0]))).toEqual([[0, 50], [undefined, undefined], [undefined, 80]]);
});

test('what the mesh net does not take for a face is left out, and so is what continues it', async () => {
  const { tools, asked } = toolsFor([[0, 50], [1, 51], [2]], ({ box }) => (box.x === 50 ? 0.1 : 0.9));
  const frames = await read([0, 1, 2].map(decoded), tools);
  expect(frames.map(({ faces }) => faces.map(({ face }) => face.box.x))).toEqual([[0], [1], [2]]);
  expect(asked.meshed).toEqual([0, 50]);
  expect(asked.embedded).toEqual([0]);
});

test('a frame whose only face is not confirmed counts as one without a face', async () => {
  const { tools } = toolsFor([[0]], () => 0);
  expect(await read([decoded(0)], tools)).toEqual([{ frame: 0, time: 0, status: 'no-face', faces: [], doubted: 1 }]);
});

test('the gate judges each face by its units, which go no further', async () => {
  const { tools } = toolsFor([[7, 50]]);
  const reader = { ...tools.reader, read: (faces: readonly FaceInImage[]) => Promise.resolve(faces.map(({ face }) => ({ probabilities: Float32Array.of(1), units: Float32Array.of(face.box.x) }))) };
  const gate = { judge: ([x]: Float32Array) => ({ familiarity: x! / 100, doubt: x! < 10 ? 'unlike training' : undefined }) };
  const [frame] = await read([decoded(0)], { ...tools, reader, gate });
  expect(frame!.faces).toMatchObject([{ familiarity: 0.07, uncertain: 'unlike training' }, { familiarity: 0.5 }]);
  expect(frame!.faces[1]).not.toHaveProperty('uncertain');
  expect(frame!.faces[0]!.reading).toEqual({ probabilities: Float32Array.of(1) });
});

test('frames that were not decoded keep their status and their place in the order', async () => {
  const { tools } = toolsFor([[0], []]);
  const entries: FrameEntry[] = [{ status: 'skipped', index: 0, time: 0 }, decoded(1), { status: 'failed', index: 2, time: 0.2 }, decoded(3)];
  expect((await read(entries, tools)).map(({ frame, status }) => [frame, status])).toEqual([[0, 'skipped'], [1, 'analysed'], [2, 'failed'], [3, 'no-face']]);
});

/** A mesh whose lips are a tenth of the distance of the eyes apart. */
function openMouth(): Float32Array {
  const points = new Float32Array(478 * 3);
  points[263 * 3] = 60;
  for (const lower of [14, 87, 317]) points[lower * 3 + 1] = 6;
  return points;
}

test('mouths are measured in every face when that is wanted, each mesh being made once', async () => {
  const { tools, asked } = toolsFor([[0, 50], [1, 51], [2]]);
  const mesher = { ...tools.mesher!, locate: async (faces: readonly FaceInImage[]) => (await tools.mesher!.locate(faces)).map(({ presence }) => ({ presence, points: openMouth() })) };
  const frames = await read([0, 1, 2].map(decoded), { ...tools, mesher }, { mouth: true });
  expect(frames.flatMap(({ faces }) => faces.map(({ mouth }) => mouth))).toEqual([0.1, 0.1, 0.1, 0.1, 0.1]);
  expect(asked.meshed).toEqual([0, 50, 1, 51, 2]);
});

test('of a fast camera, mouths are measured in one picture of each 0.03 s', async () => {
  const { tools } = toolsFor([[0], [0], [0], [0], [0], [0]]);
  const mesher = { ...tools.mesher!, locate: (faces: readonly FaceInImage[]) => Promise.resolve(faces.map(() => ({ presence: 1, points: openMouth() }))) };
  const entries = [0, 1, 2, 3, 4, 5].map((index): FrameEntry => ({ status: 'decoded', index, time: index / 60, frame: { index, time: index / 60, width: 100, height: 50, pixels: new Uint8Array(15000) } }));
  expect((await read(entries, { ...tools, mesher }, { mouth: true })).map(({ faces }) => faces[0]!.mouth)).toEqual([0.1, undefined, 0.1, undefined, 0.1, undefined]);
});

test('small faces and those beyond the most that are wanted are left out', async () => {
  const { tools } = toolsFor([[0, 30, 60]]);
  expect((await read([decoded(0)], tools, { maxFaces: 2 }))[0]!.faces).toHaveLength(2);
  expect((await read([decoded(0)], tools, { minSize: 11 }))[0]!.faces).toHaveLength(0);
  expect((await read([decoded(0)], tools, { minSize: 19, clipWidth: 200 }))[0]!.faces).toHaveLength(3);
});
