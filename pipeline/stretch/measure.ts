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

/** Resolves with the figures of a model. */
export async function measure(stretch: Stretch, { model, weights }: Subject, engine: Engine): Promise<Measured> {
  const { run, videos, folds } = stretch;
  const metric = toMetric(run.config);
  const scores: Record<'windows' | 'videos', ScoreSummary[]> = { windows: [], videos: [] };
  const drifts: { readonly similarity: number; readonly divergence: number }[] = [];
  for (const fold of folds) {
    const own = weights[fold.windows.name]!;
    const classes = run.data.classes.length;
    scores.windows.push(await summarisePart({ model: fold[model], weights: own, engine, classes }, { source: fold.windows.val, layout: run.data.layout }));
    scores.videos.push(await summarisePart({ model: fold[model], weights: own, engine, classes }, { source: fold.videos.val, layout: videos.layout }));
    drifts.push(await driftOf(stretch, fold, { model: fold[model], weights: own, engine }));
  }
  return {
    windows: valueOf(metric, scores.windows),
    videos: valueOf(metric, scores.videos),
    similarity: meanOf(drifts.map(({ similarity }) => similarity)),
    divergence: meanOf(drifts.map(({ divergence }) => divergence)),
  };
}

interface Measuring {
  readonly model: TracedModel;
  readonly weights: TrainerState['tensors'];
  readonly engine: Engine;
}

async function summarisePart({ model, weights, engine, classes }: Measuring & { readonly classes: number }, { source, layout }: ExamplePart): Promise<ScoreSummary> {
  let summary: ScoreSummary = {};
  for await (const prediction of predictAll({ predict: model.predict, weights }, source, { layout, engine })) summary = mergeSummaries([summary, summarise(toPredictions(prediction, classes))]);
  return summary;
}

async function driftOf({ run }: Stretch, { windows, teacher }: StretchFold, { model, weights, engine }: Measuring): Promise<{ readonly similarity: number; readonly divergence: number }> {
  const part = { source: windows.val, layout: run.data.layout };
  const original = await readStates(teacher, run.weights[windows.name]!, { windows: part, engine });
  const states = await readStates(model, weights, { windows: part, engine });
  return { similarity: meanCosine(original, states), divergence: meanDivergence(original, states) };
}

function meanDivergence(original: ModelStates, states: ModelStates): number {
  return meanOf(original.attention.map((weights, layer) => attentionDivergence(weights, states.attention[layer]!, original.rows)));
}

function valueOf(metric: MetricName, summaries: readonly ScoreSummary[]): number {
  return METRICS[metric].value(mergeSummaries(summaries));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
