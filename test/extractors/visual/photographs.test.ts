import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MODELS } from '../../../extractors/models/registry.ts';
import { openDetector } from '../../../extractors/visual/detect/open-detector.ts';
import { openExpressionReader } from '../../../extractors/visual/expression/card-reader.ts';
import type { FaceDetector } from '../../../extractors/visual/face.ts';
import type { FaceInImage } from '../../../extractors/visual/face-reader.ts';
import { openBlendshapes } from '../../../extractors/visual/landmarks/blendshapes.ts';
import { openFaceMesh } from '../../../extractors/visual/landmarks/face-mesh.ts';
import type { OpenedModel } from '../../../extractors/visual/opened-model.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { openHumanNet } from './human-nets.ts';
import { readPicture } from './read-picture.ts';

const assets = fileURLToPath(new URL('../../../../shared/assets/', import.meta.url));
const LABELS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'] as const;
const FACES = { 'multi_face.jpg': 5, 'single_face.jpg': 1, 'free-mountain-vector-01.jpg': 0, '45-m7-di-ph.jpg': 1, 'expr_fearful.jpg': 1 };

describe.skipIf(!existsSync(assets))('on photographs (skipped where ../shared/assets is not there)', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await openRuntime({ device: 'cpu' });
  });
  afterAll(() => runtime[Symbol.asyncDispose]());

  async function openStored(id: keyof typeof MODELS): Promise<OpenedModel> {
    const { file } = MODELS[id];
    const path = `${assets}models/${'mirrorPath' in file ? file.mirrorPath : ''}`;
    return { session: await runtime.open(path, { name: id }), model: { id, card: MODELS[id], path, sha256: '' } };
  }

  async function openEmbedded(): Promise<FaceDetector> {
    return openDetector(await openHumanNet(runtime, 'blazeface'));
  }

  async function labelled(detector: FaceDetector): Promise<FaceInImage[]> {
    const images = await Promise.all(LABELS.map((label) => readPicture(`${assets}image/expr_${label}.jpg`)));
    const faces = await detector.detect(images);
    return images.map((image, index) => ({ image, face: faces[index]![0]! }));
  }

  test.each(['embedded', 'yunet', 'ultraface'] as const)('%s finds every face and nothing else', async (id) => {
    await using detector = id === 'embedded' ? await openEmbedded() : openDetector(await openStored(id));
    const images = await Promise.all(Object.keys(FACES).map((file) => readPicture(`${assets}image/${file}`)));
    const found = await detector.detect(images);
    expect(found.map((faces) => faces.length)).toEqual(Object.values(FACES));
  });

  test('mediapipe-blazeface finds the face of a portrait and none in a landscape', async () => {
    await using detector = openDetector(await openStored('mediapipe-blazeface'));
    const images = await Promise.all(['single_face.jpg', 'free-mountain-vector-01.jpg'].map((file) => readPicture(`${assets}image/${file}`)));
    expect((await detector.detect(images)).map((faces) => faces.length)).toEqual([1, 0]);
  });

  test.each([
    { id: 'human-emotion', detector: 'embedded', right: 6 },
    { id: 'fer2013-mini-xception', detector: 'embedded', right: 7 },
    { id: 'fer2013-mini-xception', detector: 'yunet', right: 7 },
  ] as const)('$id reads $right of the seven labelled photographs right, with $detector', async ({ id, detector: found, right }) => {
    await using detector = found === 'embedded' ? await openEmbedded() : openDetector(await openStored(found));
    await using reader = openExpressionReader(id === 'human-emotion' ? await openHumanNet(runtime, 'emotion') : await openStored(id));
    const readings = await reader.read(await labelled(detector));
    const said = readings.map(({ probabilities }) => reader.labels[probabilities.indexOf(Math.max(...probabilities))]!);
    expect(said.filter((label, index) => LABELS[index]!.startsWith(label)).length).toBeGreaterThanOrEqual(right);
  });

  test('blendshapes see the smile of the happy and the open jaw of the surprised', async () => {
    await using detector = openDetector(await openStored('yunet'));
    await using mesher = openFaceMesh(await openStored('mediapipe-face-landmarks'));
    await using blendshapes = openBlendshapes(await openStored('mediapipe-face-blendshapes'));
    const scores = await blendshapes.score(await mesher.locate(await labelled(detector)));
    const of = (label: (typeof LABELS)[number], name: string) => scores[LABELS.indexOf(label)]![blendshapes.names.indexOf(name)]!;
    expect(of('happy', 'mouthSmileLeft')).toBeGreaterThan(0.7);
    expect(of('neutral', 'mouthSmileLeft')).toBeLessThan(0.3);
    expect(of('surprised', 'jawOpen')).toBeGreaterThan(0.3);
    expect(of('angry', 'browDownLeft')).toBeGreaterThan(0.5);
  });
});
