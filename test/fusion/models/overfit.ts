import tf from '@tensorflow/tfjs';
import { linear } from '../../../fusion/layers/linear.ts';
import { compileTrainingStep, type TrainingStepOptions } from '../../../runtime/train/compile-training-step.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import type { FusionModel } from '../../../fusion/models/fusion-model.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Loss } from '../../../runtime/train/take-step.ts';
import type { Batch } from '../../../runtime/train/trainer.ts';

const CLIPS = 32;
const CLASSES = 4;

/** What is learnt by heart: features of these sizes by modality, each clip having `frames` of them, or one vector. */
export interface ClipSizes {
  readonly sizes: Readonly<Record<string, number>>;
  readonly frames?: number;
}

/** How long to learn. */
export interface OverfitOptions extends ClipSizes {
  readonly runtime: Runtime;
  readonly steps?: number;
  readonly rate?: number;
}

/**
 * Resolves with the cross-entropy of each step while `model` and a linear head learn 32 random clips with random classes by heart;
 * every fifth clip lacks one of its modalities. The model's own loss is minimised too, but not counted.
 */
export async function overfit(model: FusionModel, { runtime, steps = 200, rate = 0.01, ...sizes }: OverfitOptions): Promise<Float32Array> {
  const { options, batch } = toTask(model, sizes);
  await using trainer = await openTrainer(compileTrainingStep(options), { runtime, seed: 1 });
  const metrics = await trainer.train(new Array(steps).fill(batch), new Array<number>(steps).fill(rate));
  return metrics.task!;
}

/** Returns the step that `overfit` takes, and its batch. */
export function toTask(model: FusionModel, { sizes, frames }: ClipSizes): { readonly options: TrainingStepOptions; readonly batch: Batch } {
  const time = frames === undefined ? [] : [frames];
  const shapes = Object.entries(sizes).flatMap(([name, size]) => [[name, [CLIPS, ...time, size]] as const, [`mask/${name}`, [CLIPS, ...time]] as const]);
  const signature = Object.fromEntries(shapes.map(([name, dims]) => [name, { dims }]));
  const loss: Loss = (scope, batch) => {
    const inputs = Object.keys(sizes).map((name) => [name, { values: batch[name]!, mask: batch[`mask/${name}`]! }] as const);
    const fused = model.fuse(scope, Object.fromEntries(inputs), 'clip');
    const scores = tf.logSoftmax(linear(scope.in('head'), fused.features, CLASSES));
    const task = tf.neg(tf.mean(tf.sum(tf.mul(scores, batch.labels!), 1)));
    return { loss: fused.loss === undefined ? task : tf.add(task, fused.loss), metrics: { task } };
  };
  return {
    options: { name: model.name, batch: { ...signature, labels: { dims: [CLIPS, CLASSES] } }, loss, optimizer: adam() },
    batch: toClips(sizes, frames ?? 1),
  };
}

function toClips(sizes: Readonly<Record<string, number>>, frames: number): Record<string, Float32Array> {
  const noise = (index: number) => 2 * ((Math.sin((index + 1) * 12.9898) * 43758.5453) % 1);
  const inputs = Object.entries(sizes).flatMap(([name, size], modality) => [
    [name, Float32Array.from({ length: CLIPS * frames * size }, (_, index) => noise(index + 10_007 * modality))] as const,
    [`mask/${name}`, Float32Array.from({ length: CLIPS * frames }, (_, index) => ((Math.floor(index / frames) + 2 * modality) % 15 === 0 ? 0 : 1))] as const,
  ]);
  const labels = Float32Array.from({ length: CLIPS * CLASSES }, (_, index) => (Math.floor(index / CLASSES) ** 2 % 7) % CLASSES === index % CLASSES ? 1 : 0);
  return { ...Object.fromEntries(inputs), labels };
}
