import { join } from 'node:path';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { WEN_EXPR_AS_PUBLISHED } from '../../configs/training/presets/wen-abaw6-expr.ts';
import { WEN_VA_AS_PUBLISHED } from '../../configs/training/presets/wen-abaw6-va.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';
import { findProtocol } from '../../datasets/protocols/protocols.ts';
import { frameTableHeader, frameTableLines } from './steps/frame-table.ts';
import { handIn } from './steps/hand-in.ts';
import { listCorpus, type ListedCorpus } from './steps/list-corpus.ts';
import { orNone } from './steps/or-none.ts';
import { predictSystem } from './steps/predict-system.ts';
import { prepareFrameFeatures, type FeatureFolders } from './steps/prepare-features.ts';
import { scoreFile } from './steps/score-file.ts';
import { splitAsPublished } from './steps/split-as-published.ts';
import { toAssignments } from './steps/to-assignments.ts';
import { trainSystem } from './steps/train-system.ts';
import { writeLines } from './steps/write-lines.ts';
import { writeScores } from './steps/write-scores.ts';
import type { Recipe, RecipeOptions, RecipeTools, ScoreTable } from './recipe.ts';

type FrameTask = 'va' | 'expr';

const PUBLISHED = { va: WEN_VA_AS_PUBLISHED, expr: WEN_EXPR_AS_PUBLISHED } as const;
const VA_MODELS = ['attention-seq', 'mfn', 'mctn'] as const;

/**
 * The system of Wen et al. for the sixth ABAW (2024): features of voice and face on one timeline, fused frame by frame; valence and arousal by attention, MFN or MCTN over BiLSTMs,
 * expressions by a transformer over 64 frames. Validation is the official set; `asPublished` takes what their code does instead, and says so.
 */
export const wenAbaw6: Recipe = {
  tasks: ['va', 'expr'],
  models: VA_MODELS,
  defaultModels: 1,
  async run(options, tools) {
    const rows: ScoreTable['rows'][number][] = [];
    for (const task of options.tasks as FrameTask[]) rows.push(...(await runTask(task, options, tools)));
    const smoothing = `Predictions are averaged over ${options.smooth} frames to each side for "smoothed" and for what is handed in.`;
    const table = {
      title: 'wen-abaw6',
      columns: ['protocol score', 'valence', 'arousal', 'smoothed'],
      rows,
      notes: [options.asPublished ? 'As published: validation is the last quarter of the shuffled training videos, whose scores say little about new videos.' : 'Validation is the official set; the epoch was chosen on it.', smoothing],
    };
    await writeScores(table, options.out);
    return table;
  },
};

async function runTask(task: FrameTask, options: RecipeOptions, tools: RecipeTools): Promise<ScoreTable['rows'][number][]> {
  const corpus = await listCorpus('aff-wild2', task, options, tools);
  const features = await prepareFrameFeatures(corpus.clips, options, tools);
  tools.tell({ type: 'stage', text: `Labels of ${corpus.clips.length} clips for ${task}` });
  const labels = await writeLabels(task, corpus, options);
  const systems = task === 'va' ? options.models : ['transformer'];
  const rows: ScoreTable['rows'][number][] = [];
  for (const model of systems) rows.push(await orNone(`${task} ${model}`, () => runSystem({ task, model, features, ...labels }, corpus, options, tools), tools));
  return rows;
}

interface LabelFiles {
  readonly labels: string;
  /** The frames that are to be handed in; absent where the corpus has no list of them. */
  readonly test?: string;
}

async function writeLabels(task: FrameTask, { clips }: ListedCorpus, { out, asPublished, seed }: RecipeOptions): Promise<LabelFiles> {
  const train = clips.filter(({ split }) => split === 'train').map(({ clip }) => clip);
  const held = asPublished ? splitAsPublished(train, seed) : undefined;
  const labels = join(out, 'labels', `${task}.csv`);
  await writeLines(labels, labelled());
  const asked = clips.filter(({ split, length }) => split === 'test' && length !== undefined);
  if (asked.length === 0) return { labels };
  const test = join(out, 'labels', `${task}-test.csv`);
  await writeLines(test, [frameTableHeader(task), ...asked.flatMap((clip) => [...frameTableLines(clip, clip.length!, { task })])]);
  return { labels, test };

  async function* labelled(): AsyncGenerator<string> {
    yield frameTableHeader(task);
    for (const clip of clips) {
      if (clip.frames === undefined || (held !== undefined && clip.split !== 'train')) continue;
      yield* frameTableLines(clip, await clip.frames(), { task, ...(held?.has(clip.clip) === true && { split: 'validation' }) });
    }
  }
}

interface SystemPlan extends LabelFiles {
  readonly task: FrameTask;
  readonly model: string;
  readonly features: FeatureFolders;
}

async function runSystem(plan: SystemPlan, corpus: ListedCorpus, options: RecipeOptions, tools: RecipeTools): Promise<ScoreTable['rows'][number]> {
  const { task, model, test } = plan;
  const config = toConfig(plan, options);
  const protocol = findProtocol(`abaw6-${task}`);
  tools.tell({ type: 'stage', text: `${config.name}: training` });
  const { folder } = await trainSystem(config, tools);
  const predictions = join(folder, 'validation.csv');
  const split = options.asPublished ? undefined : 'validation';
  const score = await scoreFile({ protocol, predictions, split, name: config.name }, options, tools);
  const smoothed = options.smooth > 0 ? await scoreFile({ protocol, predictions, split, smooth: options.smooth, name: `${config.name}-smoothed` }, options, tools) : undefined;
  if (test !== undefined) {
    const answers = join(options.out, 'predictions', `${config.name}-test.csv`);
    await predictSystem(folder, { features: toFeatures(plan, options), clips: test, names: corpus.clips.filter(({ split }) => split === 'test').map(({ clip }) => clip), out: answers }, tools);
    await handIn({ protocol, predictions: answers, corpus, out: join(options.out, 'submissions', config.name) }, options, tools);
  }
  return { system: `${task} ${model}`, scores: [score.value, score.parts['ccc-valence'], score.parts['ccc-arousal'], smoothed?.value] };
}

/** MCTN reads its first modality only, and a face is missing more rarely than a voice; the published code fills the slot of text with the face. */
function toFeatures({ model, features }: SystemPlan, { asPublished }: RecipeOptions): FeatureFolders {
  const { audio, visual } = features;
  const slots = asPublished ? { audio, text: visual, visual } : { audio, visual };
  const ordered = model === 'mctn' ? Object.entries(slots).reverse() : Object.entries(slots);
  return Object.fromEntries(ordered.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function toConfig(plan: SystemPlan, options: RecipeOptions): TrainingConfig {
  const { task, model, labels } = plan;
  const { align, asPublished, out, seed, set } = options;
  const name = `${task}-${model}`;
  const own = {
    name,
    features: Object.fromEntries(Object.entries(toFeatures(plan, options)).map(([modality, folder]) => [modality, { folder }])),
    labels: { file: labels },
    alignment: align === 'convolution' ? { method: 'convolution', onto: 'visual' } : { method: align },
    ...(task === 'va' && { model: { name: model, ...(asPublished && model === 'mctn' && { options: { recurrence: 'as-published' } }) } }),
    seed,
    output: join(out, 'runs'),
  };
  return loadTrainingConfig({ preset: `wen-abaw6-${task}`, set: [...toAssignments(asPublished ? PUBLISHED[task] : {}), ...toAssignments(own), ...set] });
}
