import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHumanBlazeface } from '../../../extractors/visual/detect/human-blazeface.ts';
import { openExpressionReader } from '../../../extractors/visual/expression/card-reader.ts';
import { HUMAN_CUT } from '../../../extractors/visual/expression/face-cuts.ts';
import type { Face } from '../../../extractors/visual/face.ts';
import { openFaceEmbedder } from '../../../extractors/visual/identity/face-embedder.ts';
import type { RgbImage } from '../../../extractors/visual/image.ts';
import { openFaceMesh } from '../../../extractors/visual/landmarks/face-mesh.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { faceIn } from './faces.ts';
import golden from './golden/human-reference.json' with { type: 'json' };
import { openHumanNet } from './human-nets.ts';
import { pattern } from './pattern.ts';
import { readPicture } from './read-picture.ts';

// What `@vladmandic/human` itself says of this drawn face, with its WASM backend, is in golden/human-reference.json
let runtime: Runtime;
let image: RgbImage;
const [x, y, width, height] = golden.detectorBox as [number, number, number, number];
const goldenFace = faceIn({ x, y, width, height });

beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu' });
  image = await readPicture(new URL('golden/face.png', import.meta.url));
});

afterAll(() => runtime[Symbol.asyncDispose]());

/** Places the picture at the upper left of a larger black one. */
function onto({ pixels }: RgbImage, size: { width: number; height: number }): RgbImage {
  const larger = new Uint8Array(size.width * size.height * 3);
  for (let row = 0; row < 512; row++) larger.set(pixels.subarray(row * 1536, (row + 1) * 1536), row * size.width * 3);
  return { ...size, pixels: larger };
}

function expectBox({ box }: Face, tolerance: number): void {
  for (const [key, value] of Object.entries({ x, y, width, height })) expect(Math.abs(box[key as 'x'] - value)).toBeLessThan(tolerance);
}

test('the embedded detector finds the drawn face where the original does, as surely', async () => {
  await using detector = openHumanBlazeface(await openHumanNet(runtime, 'blazeface'));
  const [faces] = await detector.detect([image]);
  expect(faces).toHaveLength(1);
  expectBox(faces![0]!, 4);
  expect(faces![0]!.score).toBeCloseTo(golden.boxScore, 1);
});

test('pictures of several shapes in one call each keep their own faces', async () => {
  await using detector = openHumanBlazeface(await openHumanNet(runtime, 'blazeface'));
  const found = await detector.detect([onto(image, { width: 900, height: 512 }), pattern(64, 64), onto(image, { width: 512, height: 700 })]);
  expect(found.map((faces) => faces.length)).toEqual([1, 0, 1]);
  expectBox(found[0]![0]!, 16);
  expectBox(found[2]![0]!, 16);
});

test('a face too small for the whole picture is found with tiles, once', async () => {
  const small = onto(image, { width: 7000, height: 5000 });
  await using detector = openHumanBlazeface(await openHumanNet(runtime, 'blazeface'), { tiles: 4 });
  await using without = openHumanBlazeface(await openHumanNet(runtime, 'blazeface'));
  expect(await without.detect([small])).toEqual([[]]);
  expect((await detector.detect([small])).map((faces) => faces.length)).toEqual([1]);
});

test('the emotion net on the original’s own crop says what the original says', async () => {
  await using reader = openExpressionReader(await openHumanNet(runtime, 'emotion'), { cuts: [HUMAN_CUT] });
  const [reading] = await reader.read([{ image, face: goldenFace }]);
  for (const [index, value] of reading!.probabilities.entries()) expect(value).toBeCloseTo(golden.probabilities[index]!, 2);
});

test('the face vector on the original’s own crop points where the original’s does', async () => {
  await using embedder = openFaceEmbedder(await openHumanNet(runtime, 'faceres'), { cut: { kind: 'human', enlarge: 1.4, grid: 192 } });
  const [vector] = await embedder.embed([{ image, face: goldenFace }]);
  const dot = golden.embedding.reduce((sum, value, index) => sum + value * vector![index]!, 0);
  expect(dot / Math.hypot(...golden.embedding)).toBeGreaterThan(0.99);
  expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
});

test('the face mesh lies within two pixels of the original’s, which cuts off decimals', async () => {
  await using mesher = openFaceMesh(await openHumanNet(runtime, 'facemesh'));
  const [mesh] = await mesher.locate([{ image, face: goldenFace }]);
  expect(mesh!.presence).toBeGreaterThan(0.99);
  for (const [index, [x, y]] of golden.mesh.entries()) {
    expect(Math.hypot(mesh!.points[index * 120]! - x!, mesh!.points[index * 120 + 1]! - y!)).toBeLessThan(3);
  }
});

test('the mesh finds a face where there is one, and none where only a detector might', async () => {
  await using mesher = openFaceMesh(await openHumanNet(runtime, 'facemesh'));
  const nothing = faceIn({ x: 0, y: 0, width: 60, height: 60 }, 0.5);
  const [there, notThere] = await mesher.locate([{ image, face: goldenFace }, { image, face: nothing }]);
  expect(there!.presence).toBeGreaterThan(0.9);
  expect(notThere!.presence).toBeLessThan(0.4);
});
