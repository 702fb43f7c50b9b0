import { compileTrainingStep, type TrainingStepOptions } from '../../../runtime/train/compile-training-step.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { noiseBatch } from './cases.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { StepTimes } from './step-times.ts';

/** A compiled step, ready to be taken. */
export interface Ours extends AsyncDisposable {
  readonly parameters: number;
  /** Seconds from the model's code to a session that can run. */
  readonly compileSeconds: number;
  /** Takes `steps` steps in one call, as training does: batches are stacked and random numbers drawn within the time that is measured. */
  call(): Promise<StepTimes>;
}

/** Compiles a step and loads it. */
export async function openOurs(options: TrainingStepOptions, { runtime, steps }: { readonly runtime: Runtime; readonly steps: number }): Promise<Ours> {
  const start = performance.now();
  const trainer = await openTrainer(compileTrainingStep(options), { runtime, seed: 1 });
  const compileSeconds = (performance.now() - start) / 1000;
  const batches = Array.from({ length: steps }, (_, index) => noiseBatch(options.batch, index));
  const rates = batches.map(() => 1e-3);
  return {
    parameters: trainer.parameters.reduce((sum, { shape }) => sum + shape.reduce((product, dim) => product * dim, 1), 0),
    compileSeconds,
    async call() {
      const before = { wall: performance.now(), cpu: process.cpuUsage() };
      const { loss } = await trainer.train(batches, rates);
      const { user, system } = process.cpuUsage(before.cpu);
      return { ms: (performance.now() - before.wall) / steps, cpuMs: (user + system) / 1000 / steps, loss: loss!.at(-1)! };
    },
    [Symbol.asyncDispose]: () => trainer[Symbol.asyncDispose](),
  };
}
