import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHead } from '../../../fusion/heads/heads.ts';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { composeModel } from '../../../fusion/train/compose-model.ts';
import { openFrameStream } from '../../../fusion/train/open-frame-stream.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { declare } from '../../../runtime/train/declare.ts';
import { exportOnnx } from '../../../runtime/train/export-onnx.ts';
import { initialise } from '../../../runtime/train/initialise.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

const [FRAMES, SIZE] = [9, 3];
const given = { hidden: 8, heads: 2, dropout: 0, causal: true, layers: [{ kvShift: true, window: 2 }, { kvShift: true, heads: 4, kvHeads: 2, headDim: 4 }] };
const head = createHead({ name: 'valence-arousal' });
const model = composeModel(FUSION_MODELS.transformer.create(given), head, { modalities: ['face'], output: 'frame' });
const inputs = { face: { dims: [1, 'time', SIZE] }, 'face.mask': { dims: [1, 'time'] } };
const { parameters } = declare(model.predict, inputs, { training: false });
const weights = Object.fromEntries(parameters.map((spec) => [`parameter:${spec.name}`, float32(initialise(spec, 3), ...spec.shape)]));
const features = Float32Array.from({ length: FRAMES * SIZE }, (_, index) => Math.sin(3 * index + 1));
const frames = (from: number, to: number) => ({ face: float32(features.slice(from * SIZE, to * SIZE), 1, to - from, SIZE), 'face.mask': float32(new Float32Array(to - from).fill(1), 1, to - from) });

test.each([1, 2, 4])('frames that come %i at a time get what they get in the whole clip', async (size) => {
  await using whole = await runtime.open(exportOnnx({ name: 'whole', inputs, predict: model.predict }, weights), { name: 'whole' });
  const expected = (await whole.run(frames(0, FRAMES))).valence!.data as Float32Array;
  await using stream = await openFrameStream({ name: 'stream', options: given, head, modalities: { face: SIZE }, weights }, { runtime });
  for (let clip = 0; clip < 2; clip++) {
    const valence: number[] = [];
    for (let from = 0; from < FRAMES; from += size) valence.push(...((await stream.push(frames(from, Math.min(from + size, FRAMES)))).valence!.data as Float32Array));
    expect(Math.max(...valence.map((value, frame) => Math.abs(value - expected[frame]!)))).toBeLessThan(1e-5);
    stream.reset();
  }
});

test('a model that looks ahead is refused', async () => {
  await expect(openFrameStream({ name: 'stream', options: { ...given, causal: false }, head, modalities: { face: SIZE }, weights }, { runtime })).rejects.toThrow(/^stream: it looks at later frames/);
});
