import { join } from 'node:path';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { FUSION_MODELS } from '../../fusion/models/models.ts';
import { listCorpus, type ListedCorpus } from './steps/list-corpus.ts';
import { testMerSystem, writeMerTables, type MerTables } from './steps/mer-systems.ts';
import { orNone } from './steps/or-none.ts';
import { prepareClipFeatures, type FeatureFolders } from './steps/prepare-features.ts';
import { toAssignments } from './steps/to-assignments.ts';
import { trainSystem, type TrainedSystem } from './steps/train-system.ts';
import { writeScores } from './steps/write-scores.ts';
import type { Recipe, RecipeOptions, RecipeTools, ScoreTable } from './recipe.ts';

type Level = 'utterance' | 'frame';
/** Name of a model and its level: `"mult"` is searched by frame, `"attention"` by utterance. */
const MODELS = ['attention', 'lf-dnn', 'lmf', 'tfn', 'misa', 'mmim', 'ef-lstm', 'mfn', 'graph-mfn', 'mfm', 'mctn', 'mult'] as const;

/**
 * MERBench's protocol (Lian et al., 2024) on MER 2023: for each fusion model a random search over its grid, the best draw trained again with other seeds, mean and deviation
 * reported. Models of vectors get one a clip, models of sequences those of frames, brought together as MERBench does.
 */
export const merbench: Recipe = {
  tasks: [],
  models: MODELS,
  defaultModels: MODELS.length,
  async run(options, tools) {
    const corpus = await listCorpus('mer2023', undefined, options, tools);
    const tables = await writeMerTables(corpus, options);
    const rows: ScoreTable['rows'][number][] = [];
    for (const level of ['utterance', 'frame'] as const) {
      const models = options.models.filter((model) => levelOf(model) === level);
      if (models.length === 0) continue;
      const features = await prepareClipFeatures(corpus.clips, level, options, tools);
      for (const model of models) rows.push(await orNone(`${model} (${level})`, () => runModel({ model, level, features, tables }, corpus, { options, tools }), tools));
    }
    const table: ScoreTable = {
      title: 'merbench',
      columns: ['Train&Val', 'deviation', 'MULTI', 'NOISE', 'SEMI (weighted F1)'],
      rows,
      notes: [`${options.draws} random draws a model, the best one trained ${options.repeat} times: means over these runs. The draw was chosen on the folds that Train&Val is of, which flatters.`],
    };
    await writeScores(table, options.out);
    return table;
  },
};

function levelOf(model: string): Level {
  const models: Readonly<Record<string, (typeof FUSION_MODELS)[keyof typeof FUSION_MODELS]>> = FUSION_MODELS;
  return models[model]!.create({}).takes === 'utterance' ? 'utterance' : 'frame';
}

interface ModelPlan {
  readonly model: string;
  readonly level: Level;
  readonly features: FeatureFolders;
  readonly tables: MerTables;
}

async function runModel({ model, level, features, tables }: ModelPlan, corpus: ListedCorpus, { options, tools }: { readonly options: RecipeOptions; readonly tools: RecipeTools }): Promise<ScoreTable['rows'][number]> {
  tools.tell({ type: 'stage', text: `${model} (${level}): ${options.draws} draws and ${options.repeat} runs of the best` });
  const own = {
    name: model,
    features: Object.fromEntries(Object.entries(features).map(([modality, folder]) => [modality, { folder }])),
    'labels.file': tables.train,
    'folds.missingClasses': 'warn', // Published folds are drawn without a look at classes
    model: { name: model },
    search: { draws: options.draws, repeat: options.repeat, grid: {} },
    ...(features.text === undefined && level === 'frame' && { 'alignment.onto': Object.keys(features)[0] }),
    'training.standardise': !options.asPublished,
    seed: options.seed,
    output: join(options.out, 'runs'),
  };
  const config = loadTrainingConfig({ preset: 'merbench', set: [...toAssignments(own), ...options.set] });
  const { folder, search } = await trainSystem(config, tools);
  const tested: Readonly<Record<string, number>>[] = [];
  for (const { run } of search?.repeats.filter(({ scores }) => scores !== undefined) ?? []) {
    tested.push(await testMerSystem({ name: `${model}-${run}`, folder: join(folder, run), features, tests: tables.tests, handsIn: run === search?.head }, corpus, { options, tools }));
  }
  const mean = (split: string) => meanOf(tested.map((scores) => scores[split]));
  return { system: `${model} (${level})`, scores: [...trainScores(search), mean('test1'), mean('test2'), mean('test3')] };
}

function trainScores(search: TrainedSystem['search']): [number | undefined, number | undefined] {
  return [search?.score?.mean, search?.score?.deviation];
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const there = values.filter((value) => value !== undefined);
  return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value, 0) / there.length;
}
