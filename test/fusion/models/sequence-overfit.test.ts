import { afterAll, beforeAll, expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { overfit } from './overfit.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 2 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

const SMALL = { hidden: 16, memory: 16, dropout: 0 };
/** Three of the 32 clips have no sound, which is all that MCTN reads: they look the same to it, and one of them is of another class. */
const WITHOUT_SOURCE = (3 / 32) * -(Math.log(1 / 3) / 3 + (2 * Math.log(2 / 3)) / 3);

test.each([
  { name: 'EF-LSTM', model: FUSION_MODELS['ef-lstm'].create({ hidden: 24, dropout: 0 }), steps: 40 },
  { name: 'MFN', model: FUSION_MODELS.mfn.create(SMALL), steps: 40 },
  { name: 'Graph-MFN', model: FUSION_MODELS['graph-mfn'].create({ ...SMALL, inner: 16 }), steps: 40 },
  { name: 'MFM', model: FUSION_MODELS.mfm.create({ ...SMALL, hidden: 24, discrepancy: 0.1 }), steps: 50 },
  { name: 'MCTN', model: FUSION_MODELS.mctn.create({ hidden: 16, dropout: 0 }), best: WITHOUT_SOURCE, steps: 90 },
  { name: 'MCTN as published', model: FUSION_MODELS.mctn.create({ hidden: 16, dropout: 0, recurrence: 'as-published' }), best: WITHOUT_SOURCE, steps: 90 },
  { name: 'MulT', model: FUSION_MODELS.mult.create({ hidden: 16, heads: 4, layers: 1, memoryLayers: 1, dropout: 0 }), steps: 25 },
  { name: 'the transformer', model: FUSION_MODELS.transformer.create({ hidden: 32, heads: 2, layers: 2, dropout: 0 }), steps: 40 },
  { name: 'the TCN', model: FUSION_MODELS.tcn.create({ channels: 24, blocks: 2, size: 3, dropout: 0 }), steps: 40 },
])('$name learns 32 random clips by heart', async ({ model, steps, best = 0 }) => {
  const losses = await overfit(model, { runtime, sizes: { audio: 8, text: 6, video: 5 }, frames: 4, steps, rate: 0.02 });
  expect(losses[0]).toBeGreaterThan(1);
  expect(losses.at(-1)).toBeLessThan(best + 0.03);
});
