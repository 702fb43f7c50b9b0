import { join } from 'node:path';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { listCorpus, type ListedCorpus } from './steps/list-corpus.ts';
import { testMerSystem, writeMerTables, type MerTables } from './steps/mer-systems.ts';
import { orNone } from './steps/or-none.ts';
import { prepareClipFeatures, type FeatureFolders } from './steps/prepare-features.ts';
import { toAssignments } from './steps/to-assignments.ts';
import { trainSystem } from './steps/train-system.ts';
import { writeScores } from './steps/write-scores.ts';
import type { Recipe, RecipeOptions, RecipeTools, ScoreTable } from './recipe.ts';

/** The three places that the published network has, in its order. */
const SLOTS = ['audio', 'text', 'visual'] as const;

/**
 * The baseline of MER 2023 (Lian et al.): attention over one vector a clip and modality, five random folds, the mean of their logits on the test sets. Each modality alone goes
 * through the same network, its features in all three places, then all together.
 */
export const mer2023Baseline: Recipe = {
  tasks: [],
  models: ['attention'],
  defaultModels: 1,
  async run(options, tools) {
    const corpus = await listCorpus('mer2023', undefined, options, tools);
    const features = await prepareClipFeatures(corpus.clips, 'utterance', options, tools);
    const tables = await writeMerTables(corpus, options);
    const rows: ScoreTable['rows'][number][] = [];
    for (const [name, slots] of systemsOf(features)) rows.push(await orNone(name, () => runSystem({ name, slots, tables }, corpus, { options, tools }), tools));
    const table: ScoreTable = {
      title: 'mer2023-baseline',
      columns: ['Train&Val', 'MULTI', 'NOISE', 'SEMI (weighted F1)'],
      rows,
      notes: [
        'Train&Val is the mean over the folds of the best epoch, chosen on the same fold, as published: it flatters.',
        'Folds are drawn at random and keep no speakers apart. Test sets whose labels are not in the corpus have no score.',
      ],
    };
    await writeScores(table, options.out);
    return table;
  },
};

function systemsOf(features: FeatureFolders): [string, FeatureFolders][] {
  const alone = Object.entries(features).map(([modality, folder]) => [modality, Object.fromEntries(SLOTS.map((slot) => [slot, folder]))] as [string, FeatureFolders]);
  return alone.length > 1 ? [...alone, ['fused', features]] : alone;
}

interface SystemPlan {
  readonly name: string;
  readonly slots: FeatureFolders;
  readonly tables: MerTables;
}

async function runSystem({ name, slots, tables }: SystemPlan, corpus: ListedCorpus, { options, tools }: { readonly options: RecipeOptions; readonly tools: RecipeTools }): Promise<ScoreTable['rows'][number]> {
  tools.tell({ type: 'stage', text: `${name}: training` });
  const own = {
    name,
    features: Object.fromEntries(Object.entries(slots).map(([slot, folder]) => [slot, { folder }])),
    'labels.file': tables.train,
    'folds.missingClasses': 'warn', // Published folds are drawn without a look at classes
    'training.standardise': !options.asPublished,
    seed: options.seed,
    output: join(options.out, 'runs'),
  };
  const config = loadTrainingConfig({ preset: 'mer2023-baseline', set: [...toAssignments(own), ...options.set] });
  const { folder, scores } = await trainSystem(config, tools);
  const tests = await testMerSystem({ name, folder, features: slots, tests: tables.tests, handsIn: name === 'fused' }, corpus, { options, tools });
  return { system: name, scores: [scores?.mean, tests.test1, tests.test2, tests.test3] };
}
