import { METRICS, type MetricName } from '../../fusion/metrics/metrics.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import { toPredictions } from '../../fusion/train/to-predictions.ts';
import { meanCosine, readStates, type ModelStates } from '../../plugins/longred/compare-states.ts';
import { attentionDivergence } from '../../plugins/longred/kl-layer-choice.ts';
import { toMetric } from '../training/data/to-model-parts.ts';
import { predictAll } from '../training/run/predict-all.ts';
import type { Engine } from '../../fusion/train/engine.ts';
import type { TrainerState } from '../../runtime/train/trainer.ts';
import type { ExamplePart, TracedModel } from '../../plugins/trained-fold.ts';
import type { Stretch, StretchFold } from './open-stretch.ts';

/** How good a model is on what it was trained for and on what it is to do, and how far it has moved. Over all folds, on examples that the fold has not seen. */
export interface Measured {
  /** Score on windows, joined by clip, and on whole videos; higher or lower is better as the metric says. */
  readonly windows: number;
  readonly videos: number;
  /** Mean cosine of its last hidden states and those of the original model, on windows; 1 for the original. */
  readonly similarity: number;
  /** Mean Kullback–Leibler divergence of its attention from the original's, on windows, over all layers, in nats. */
  readonly divergence: number;
}

/** What is measured: which of the two models, with which numbers in each fold. */
export interface Subject {
  readonly model: 'teacher' | 'student';
  readonly weights: Readonly<Record<string, TrainerState['tensors']>>;
}

/** Resolves with the figures of each subject. */
export async function measure(stretch: Stretch, subjects: readonly Subject[], engine: Engine): Promise<readonly Measured[]> {
  const byFold: FoldFigures[][] = [];
  for (const fold of stretch.folds) {
    const original = await readStates(fold.teacher, stretch.run.weights[fold.windows.name]!, { windows: windowsOf(stretch, fold), engine });
    const figures: FoldFigures[] = [];
    for (const { model, weights } of subjects) figures.push(await measureFold(stretch, fold, { model: fold[model], weights: weights[fold.windows.name]!, engine, original }));
    byFold.push(figures);
  }
  const metric = toMetric(stretch.run.config);
  return subjects.map((_, index) => toMeasured(metric, byFold.map((figures) => figures[index]!)));
}

interface FoldFigures {
  readonly windows: ScoreSummary;
  readonly videos: ScoreSummary;
  readonly similarity: number;
  readonly divergence: number;
}

function toMeasured(metric: MetricName, folds: readonly FoldFigures[]): Measured {
  return {
    windows: METRICS[metric].value(mergeSummaries(folds.map(({ windows }) => windows))),
    videos: METRICS[metric].value(mergeSummaries(folds.map(({ videos }) => videos))),
    similarity: meanOf(folds.map(({ similarity }) => similarity)),
    divergence: meanOf(folds.map(({ divergence }) => divergence)),
  };
}

async function measureFold(stretch: Stretch, fold: StretchFold, measuring: Measuring): Promise<FoldFigures> {
  const { model, weights, engine, original } = measuring;
  const windows = windowsOf(stretch, fold);
  const states = await readStates(model, weights, { windows, engine });
  return {
    windows: await summarisePart(stretch, measuring, windows),
    videos: await summarisePart(stretch, measuring, { source: fold.videos.val, layout: stretch.videos.layout }),
    similarity: meanCosine(original, states),
    divergence: meanOf(original.attention.map((each, layer) => attentionDivergence(each, states.attention[layer]!, original.rows))),
  };
}

function windowsOf({ run }: Stretch, { windows }: StretchFold): ExamplePart {
  return { source: windows.val, layout: run.data.layout };
}

interface Measuring {
  readonly model: TracedModel;
  readonly weights: TrainerState['tensors'];
  readonly engine: Engine;
  /** States of the original model. */
  readonly original: ModelStates;
}

async function summarisePart({ run }: Stretch, { model, weights, engine }: Measuring, { source, layout }: ExamplePart): Promise<ScoreSummary> {
  const classes = run.data.classes.length;
  let summary: ScoreSummary = {};
  for await (const prediction of predictAll({ predict: model.predict, weights }, source, { layout, engine })) summary = mergeSummaries([summary, summarise(toPredictions(prediction, classes))]);
  return summary;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
