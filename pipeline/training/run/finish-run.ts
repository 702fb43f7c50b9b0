import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { METRICS } from '../../../fusion/metrics/metrics.ts';
import { ensembleOf, type Member } from '../../../fusion/train/ensemble.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { MANIFEST_NAME, toManifest } from '../data/manifest.ts';
import { toMetric } from '../data/to-model-parts.ts';
import { exportHead } from './export-head.ts';
import { headCard } from './head-card.ts';
import { predictAll } from './predict-all.ts';
import { scoreRun, type RunScorer } from './score-run.ts';
import { shiftTable } from './shift-table.ts';
import { predictionTable, type PredictionTable } from './prediction-table.ts';
import type { PreparedTrainingData } from '../data/open-training-data.ts';
import type { RunEvent, RunScores } from './run-event.ts';
import type { RunTools, TrainedFold } from './train-folds.ts';

/** What is made of trained folds. */
export type FinishTools = RunTools & { readonly data: PreparedTrainingData };

/**
 * Writes what a run is for, and yields what was written: `validation.csv` (each example predicted by the fold that has not seen it),
 * `test.csv` where there are test examples (predicted by the mean of all folds), `scores.json`, `head.onnx` with `manifest.json`,
 * its card, and `kv-shift.csv` where the model shifts keys and values.
 */
export async function* finishRun(tools: FinishTools, trained: readonly TrainedFold[]): AsyncGenerator<RunEvent, RunScores> {
  const { config, data, folder } = tools;
  const scorer = scoreRun(data.classes.length, config.seed);
  const table = tableOf(data, { extra: ['fold'], truth: true });
  const rows = await predictFolds(tools, trained, { scorer, table });
  yield* write(join(folder, 'validation.csv'), toText(table, rows));
  const ensemble = ensembleOf(trained.map(toMember));
  const [{ fold }] = trained as [TrainedFold];
  if (fold.test.size > 0) yield* write(join(folder, 'test.csv'), await predictTest(tools, { member: ensemble, scorer }, fold));
  const metric = toMetric(config);
  const scores = scorer.scores(metric, Object.fromEntries(trained.map(({ fold: { name }, state }) => [name, METRICS[metric].higherIsBetter ? state.progress.best!.score : -state.progress.best!.score])));
  const confusion = scorer.confusion();
  yield* write(join(folder, 'scores.json'), `${JSON.stringify({ ...scores, ...(confusion && { classes: data.classes, confusion: Array.from(confusion.counts) }) }, null, 2)}\n`);
  const { takes } = FUSION_MODELS[config.model.name as keyof typeof FUSION_MODELS].create(config.model.options);
  const manifest = toManifest(config, data);
  const { bytes, anyLength } = exportHead(ensemble, { name: config.name, layout: data.layout, aligned: takes === 'aligned', metadata: { labels: data.classes.join(','), licence: config.licence, manifest: JSON.stringify(manifest) } });
  yield* write(join(folder, 'head.onnx'), bytes);
  yield* write(join(folder, MANIFEST_NAME), `${JSON.stringify(manifest, null, 2)}\n`);
  const shifts = shiftTable(trained.map((each) => ({ name: each.fold.name, weights: toMember(each).weights })));
  if (shifts !== undefined) yield* write(join(folder, 'kv-shift.csv'), shifts);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  yield* write(join(folder, 'card.md'), headCard({ config, data, scores, anyLength, sha256, course: tools.course }));
  yield { type: 'scores', scores };
  return scores;
}

function toMember({ model, state }: TrainedFold): Member {
  return { predict: model.predict, weights: state.best ?? state.trainer.tensors };
}

async function predictFolds({ data, engine }: FinishTools, trained: readonly TrainedFold[], { scorer, table }: { readonly scorer: RunScorer; readonly table: PredictionTable }): Promise<string[]> {
  const rows: string[] = [];
  for (const each of trained) {
    for await (const prediction of predictAll(toMember(each), each.fold.val, { layout: data.layout, engine })) {
      scorer.add(each.fold.name, prediction);
      rows.push(...table.lines(prediction, [each.fold.name]));
    }
  }
  return rows;
}

async function predictTest({ data, engine }: FinishTools, { member, scorer }: { readonly member: Member; readonly scorer: RunScorer }, { test }: TrainedFold['fold']): Promise<string> {
  const table = tableOf(data, {});
  const rows: string[] = [];
  for await (const prediction of predictAll(member, test, { layout: data.layout, engine })) {
    scorer.addTest(prediction);
    rows.push(...table.lines(prediction));
  }
  return toText(table, rows);
}

function tableOf(data: PreparedTrainingData, options: { readonly extra?: readonly string[]; readonly truth?: boolean }): PredictionTable {
  const dimensions = ['valence', 'arousal'].filter((name) => data.layout.targets.includes(`target.${name}`));
  return predictionTable({ classes: data.classes, dimensions, times: data.output === 'frame' ? data.times : undefined, ...options });
}

function toText(table: PredictionTable, rows: readonly string[]): string {
  return [table.header, ...rows, ''].join('\n');
}

async function* write(path: string, content: string | Uint8Array): AsyncGenerator<RunEvent> {
  await writeFileAtomically(path, content);
  yield { type: 'written', path };
}
