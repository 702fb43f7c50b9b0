import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBuiltModel } from '../../../../extractors/models/read-built-model.ts';
import { openPictureEncoder } from '../../../../extractors/visual/encoders/open-picture-encoder.ts';
import type { Face } from '../../../../extractors/visual/face.ts';
import { buildEncoder } from '../../../../plugins/build-encoder/build-encoder.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import { writeTiny } from '../../../plugins/build-encoder/tiny-checkpoint.ts';
import { temporaryFolder } from '../../models/temporary-folder.ts';

const COLOUR = [200, 90, 30] as const;
const MEAN = [0.5, 0.4, 0.3];
const STD = [0.2, 0.25, 0.3];
const point = { x: 50, y: 50 };
const face: Face = { box: { x: 40, y: 40, width: 20, height: 20 }, landmarks: { rightEye: point, leftEye: point, nose: point, rightMouth: point, leftMouth: point }, score: 1 };

test('a face of one colour becomes what the net makes of that colour, in the scale of its preprocessor', async () => {
  const folder = await temporaryFolder();
  await writeTiny('clip', join(folder, 'clip'));
  const { path } = await buildEncoder(join(folder, 'clip'), { out: folder });
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  const session = await runtime.open(path, { name: 'clip' });
  const data = Float32Array.from({ length: 3 * 64 }, (_, i) => (COLOUR[Math.floor(i / 64)]! / 255 - MEAN[Math.floor(i / 64)]!) / STD[Math.floor(i / 64)]!);
  const { embedding } = await session.run({ pixel_values: { type: 'float32', dims: [1, 3, 8, 8], data } });
  await using encoder = openPictureEncoder({ session, model: await readBuiltModel(path) });
  const image = { width: 100, height: 100, pixels: Uint8Array.from({ length: 30_000 }, (_, i) => COLOUR[i % 3]!) };
  const [row] = await encoder.encode([{ image, face }]);
  expect(row).toHaveLength(8);
  row!.forEach((value, i) => expect(value).toBeCloseTo(embedding!.data[i] as number, 5));
});
