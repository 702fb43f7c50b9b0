import { afterAll, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { probeDevices } from '../../../runtime/probe-devices.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { compileTrainingStep } from '../../../runtime/train/compile-training-step.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { batch, batchSignature, noisyError } from './small-network.ts';

const cpu = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
afterAll(() => cpu[Symbol.asyncDispose]());

for (const report of await probeDevices(['cuda', 'webgpu'])) {
  const skipped = report.works ? '' : ` (skipped, it does not work here: ${report.reason})`;
  test.skipIf(!report.works)(`training on ${report.device} gives the CPU’s losses${skipped}`, async () => {
    await using gpu = await openRuntime({ device: report.device, workers: 1 });
    const step = compileTrainingStep({ name: 'small', batch: batchSignature, loss: noisyError, optimizer: adam() });
    const [expected, actual] = await Promise.all([cpu, gpu].map(async (runtime) => {
      await using trainer = await openTrainer(step, { runtime, seed: 1 });
      return await trainer.train(new Array(6).fill(batch), new Array<number>(6).fill(0.05));
    }));
    actual!.loss!.forEach((value, index) => expect(value).toBeCloseTo(expected!.loss![index]!, 4));
  });
}
