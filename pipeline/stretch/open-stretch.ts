import { openTrainingData, type PreparedTrainingData } from '../training/data/open-training-data.ts';
import { createModel } from '../training/run/create-model.ts';
import { openTrainedRun, type TrainedRun } from './open-trained-run.ts';
import { toStretchPlan, type StretchPlan } from './student-config.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import type { Model } from '../../fusion/train/compose-model.ts';
import type { TracedModel, TrainedFold } from '../../plugins/trained-fold.ts';
import type { ScanOptions } from '../training/data/scan-features.ts';
import type { TrainingFold } from '../training/training-data.ts';
import type { StretchOptions } from './stretch-options.ts';

/** A run that is about to be stretched. */
export interface Stretch {
  readonly run: TrainedRun;
  readonly plan: StretchPlan;
  /** The data of the run in the same folds, cut into whole videos. */
  readonly videos: PreparedTrainingData;
  readonly folds: readonly StretchFold[];
}

/** One fold: its examples as windows and as whole videos, and the two models. */
export interface StretchFold {
  readonly windows: TrainingFold;
  readonly videos: TrainingFold;
  readonly teacher: TracedModel;
  readonly student: TracedModel;
}

/**
 * Resolves with everything that stretching needs of the disk. Class weights and moments of features of both models are those that the run was trained with.
 *
 * @throws ConfigError as `openTrainedRun` and `toStretchPlan` do
 */
export async function openStretch(folder: string, out: string, { options, ...scan }: ScanOptions & { readonly options: StretchOptions }): Promise<Stretch> {
  const run = await openTrainedRun(folder, scan);
  const plan = toStretchPlan(run, options, out);
  const videos = await openTrainingData(run.config, { ...scan, cutBy: plan.config.windows });
  const folds: StretchFold[] = [];
  for (const [index, windows] of run.data.folds.entries()) {
    const [teacher, student] = [await createModel(run.config, run.data, windows), await createModel(plan.config, run.data, windows)];
    folds.push({ windows, videos: videos.folds[index]!, teacher: traced(teacher), student: traced(student) });
  }
  return { run, plan, videos, folds };
}

/** Returns a fold as plug-ins are given it. */
export function toTrainedFold({ run, plan, videos }: Stretch, fold: StretchFold, { engine, seed }: { readonly engine: Engine; readonly seed: number }): TrainedFold {
  return {
    teacher: fold.teacher,
    student: fold.student,
    weights: run.weights[fold.windows.name]!,
    layers: run.rotary.layers.length,
    target: plan.target,
    windows: { source: fold.windows.train, layout: run.data.layout },
    videos: { source: fold.videos.train, layout: videos.layout },
    batch: plan.config.training.batch,
    engine,
    seed,
  };
}

function traced(model: Model): TracedModel {
  return model as TracedModel; // Whether it can tell its states was asked of the fusion model
}
