import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PictureEncoder } from '../../../extractors/visual/encoders/open-picture-encoder.ts';
import type { FaceMesh } from '../../../extractors/visual/landmarks/face-mesh.ts';
import type { Face } from '../../../extractors/visual/face.ts';
import type { Frame } from '../../../pipeline/media/frame.ts';
import { pictureSet, type FaceFinder } from '../../../pipeline/extraction/picture-set.ts';
import { MEDIA_TOOLS } from '../../../pipeline/media/media-tools.ts';
import { probe } from '../../../pipeline/media/probe.ts';
import { videos } from '../run-command.ts';

const point = { x: 0, y: 0 };
const faceAt = (x: number, score: number): Face => ({ box: { x, y: 0, width: 20, height: 20 }, landmarks: { rightEye: point, leftEye: point, nose: point, rightMouth: point, leftMouth: point }, score });
const close = () => Promise.resolve();

/** Two faces in each picture, the surest first; from half a second on there is none to the mesh net. */
const finder = {
  detector: { detect: (images: readonly unknown[]) => Promise.resolve(images.map(() => [faceAt(7, 0.9), faceAt(3, 0.6)])) },
  mesher: { locate: (faces: readonly { readonly image: Frame }[]) => Promise.resolve(faces.map(({ image }) => ({ presence: image.time < 0.5 ? 0.9 : 0.1 }) as FaceMesh)) },
  provenance: { detector: 'stub' },
} as unknown as FaceFinder;
const provenance = { encoder: 'stub', checkpoint: 'stub', sha256: '', layers: 'last', embedding: 'class', scale: 255, mean: [0], std: [1], cut: { kind: 'square', enlarge: 1 } } as const;
const encoder: PictureEncoder = { provenance, dimensions: 2, encode: (faces) => Promise.resolve(faces.map(({ image, face }) => Float32Array.of(face.box.x, (image as Frame).time))), [Symbol.asyncDispose]: close };

async function pictures() {
  const folder = videos(['a.mkv'], { seconds: 1, sound: false });
  const signal = new AbortController().signal;
  return { facts: await probe(join(folder, 'a.mkv'), { tools: MEDIA_TOOLS, signal }), tools: MEDIA_TOOLS, signal };
}

test('five pictures a second become rows, of the surest face where one is seen', async () => {
  const rows = await Array.fromAsync(pictureSet(encoder, finder).frame.extract(await pictures()));
  expect(rows.map(({ time, values }) => [time, values[0]])).toEqual([[0, 7], [0.2, 7], [0.4, 7]]);
});

test('a clip is the mean of its rows, and nothing where no face is seen', async () => {
  const row = await pictureSet(encoder, finder).utt.extract(await pictures());
  expect(Array.from(row!)).toEqual([7, expect.closeTo(0.2, 6)]);
  const blind = { ...finder, detector: { detect: (images: readonly unknown[]) => Promise.resolve(images.map(() => [])) } } as unknown as FaceFinder;
  expect(await pictureSet(encoder, blind).utt.extract(await pictures())).toBeUndefined();
});
