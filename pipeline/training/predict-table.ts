import { scoreAll } from '../../fusion/metrics/score-all.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import { joinWindows } from '../../fusion/train/join-windows.ts';
import { predictExamples } from '../../fusion/train/predict-examples.ts';
import { toPredictions } from '../../fusion/train/to-predictions.ts';
import { predictionTable } from './run/prediction-table.ts';
import type { MetricName } from '../../fusion/metrics/metrics.ts';
import type { Session } from '../../runtime/runtime.ts';
import type { Manifest } from './data/manifest.ts';
import type { PredictionData } from './data/open-prediction-data.ts';

/** What is predicted, and by which head. */
export interface PredictTools {
  readonly manifest: Manifest;
  readonly data: PredictionData;
  /** The head. */
  readonly session: Session;
  readonly signal: AbortSignal;
}

/** Clips in one inference. */
const BATCH = 32;

/** Resolves with the table of predictions as CSV, and with the scores where the truth is known. */
export async function predictTable({ manifest, data, session, signal }: PredictTools): Promise<{ readonly text: string; readonly scores?: Partial<Record<MetricName, number>> }> {
  const dimensions = ['valence', 'arousal'].filter((name) => manifest.targets.includes(`target.${name}`));
  const times = new Map<string, Float64Array>();
  const table = predictionTable({ classes: manifest.classes, dimensions, times: data.layout.frames === null ? undefined : (clip) => times.get(clip)! });
  const lines: string[] = [table.header];
  let summary: ScoreSummary = {};
  const predictor = { load: () => Promise.resolve(), predict: (feeds: Parameters<Session['run']>[0]) => session.run(feeds), [Symbol.asyncDispose]: () => Promise.resolve() };
  for await (const prediction of joinWindows(predictExamples(predictor, data.source, { layout: data.layout, batch: BATCH }), data.layout.frames)) {
    if (signal.aborted) break;
    times.set(prediction.example.clip, await data.times(prediction.example.clip));
    lines.push(...table.lines(prediction));
    times.clear();
    if (data.labelled) summary = mergeSummaries([summary, summarise(toPredictions(prediction, manifest.classes.length))]);
  }
  const text = `${lines.join('\n')}\n`;
  return data.labelled ? { text, scores: scoreAll(summary) } : { text };
}
